#if Cluster
/// Where a settled URL leads, as its row keeps it: a shorter way to it is passed on along these, without its page.
package struct Outlinks: Sendable, Equatable {
    /// What a step along them costs.
    package enum Kind: UInt8, Sendable {
        /// Links of a page lie one deeper.
        case links
        /// Parts of a sitemap lie as deep as it does.
        case index
        /// The target of a redirect lies as deep, behind one more redirect.
        case redirect
    }

    /// One of them.
    package struct Target: Sendable, Equatable {
        package let queue: QueueKey
        package let id: UInt64

        package init(queue: QueueKey, id: UInt64) {
            self.queue = queue
            self.id = id
        }
    }

    package let kind: Kind
    package var targets: [Target]

    private static let width = 14

    package init(_ kind: Kind, _ targets: [Target]) {
        self.kind = kind
        self.targets = targets
    }

    /// Reads ``packed``; nil where the bytes are none such.
    package init?(unpacking bytes: [UInt8]) {
        guard let kind = bytes.first.flatMap(Kind.init), (bytes.count - 1) % Outlinks.width == 0 else { return nil }
        self.kind = kind
        self.targets = stride(from: 1, to: bytes.count, by: Outlinks.width).map { start in
            let number = { (offset: Int, width: Int) in
                bytes[(start + offset)..<(start + offset + width)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            }
            return Target(
                queue: QueueKey(
                    shard: Int16(truncatingIfNeeded: number(0, 2)), host: Int32(truncatingIfNeeded: number(2, 4))),
                id: number(6, 8))
        }
    }

    /// In 14 bytes each, behind one for the kind.
    package var packed: [UInt8] {
        var bytes = [self.kind.rawValue]
        bytes.reserveCapacity(1 + self.targets.count * Outlinks.width)
        for target in self.targets {
            let shard = UInt16(bitPattern: target.queue.shard)
            let host = UInt32(bitPattern: target.queue.host)
            for shift in [8, 0] { bytes.append(UInt8(truncatingIfNeeded: shard >> shift)) }
            for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: host >> shift)) }
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: target.id >> shift))
            }
        }
        return bytes
    }

    /// Where the targets of a URL lie that itself lies at `depth`, behind `hops` redirects in a row.
    package func distance(depth: Int, hops: Int) -> (depth: Int, hops: Int) {
        switch self.kind {
        case .links: (depth + 1, 0)
        case .index: (depth, 0)
        case .redirect: (depth, hops + 1)
        }
    }
}
#endif
