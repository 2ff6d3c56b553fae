#if Cluster
internal import SkitterCluster
internal import SkitterCore

extension MemoryShard {
    /// `claim`.
    mutating func claim(_ claims: [AddressClaim], for owner: Int64, time: Int64, at now: Int64) -> [AddressStanding] {
        claims.map { claim in
            let gap = claim.gap.milliseconds
            var row = self.addresses[claim.address] ?? AddressRow(owner: owner, until: now + time, gap: gap)
            let isOver = row.until <= now
            if row.owner != owner, isOver { row.opens = max(row.opens, row.until + max(row.gap, gap)) }
            if row.owner == owner || isOver {
                row.owner = owner
                row.until = now + time
            }
            row.gap = max(row.gap, gap)
            self.addresses[claim.address] = row
            return AddressStanding(
                address: claim.address, isOwn: row.owner == owner, endsAfter: .milliseconds(row.until - now),
                opensAfter: .milliseconds(row.opens - now))
        }
    }

    /// `yield`.
    mutating func yield(_ addresses: [(address: IPAddress, delay: Duration)], by owner: Int64, at now: Int64) {
        for (address, delay) in addresses where self.addresses[address]?.owner == owner {
            self.addresses[address]?.until = 0
            self.addresses[address]?.opens = now + delay.milliseconds
        }
    }
}
#endif
