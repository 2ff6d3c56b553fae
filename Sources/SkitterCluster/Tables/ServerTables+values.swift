#if Cluster
internal import SkitterCore

extension [Offer] {
    /// The parameters of ``Statement/put``, for offers of one shard.
    func values(shard: Int16, _ limits: Offer.Limits) -> [StatementValue] {
        [
            .int2(shard), .int4s(self.map(\.queue.host)), .int8s(self.map { Int64(bitPattern: $0.id) }),
            .int2s(self.map { Int16(clamping: $0.depth) }), .int2s(self.map { Int16(clamping: $0.hops) }),
            .texts(self.map(\.text?.via.rawValue)), .texts(self.map(\.text?.url)), .texts(self.map(\.text?.parent)),
            .texts(self.map(\.text?.host)), .bools(self.map(\.isSeed)), .bools(self.map(\.leavesOutside)),
            .int2(limits.depth.map { Int16(clamping: $0) } ?? .max), .int2(Int16(clamping: limits.redirects)),
        ]
    }
}

extension [VisitResult] {
    /// The parameters of ``Statement/complete``, for leases and results of one shard.
    func values(shard: Int16, leases: [LeaseReport]) -> [StatementValue] {
        [
            .int2(shard), .int4s(leases.map(\.queue.host)), .int8s(leases.map(\.token)), .bools(leases.map(\.isOver)),
            .int8s(leases.map(\.delay.milliseconds)), .int4s(leases.map { Int32(clamping: $0.requests) }),
            .int4s(leases.map { Int32(clamping: $0.retries) }), .int4s(leases.map { Int32(clamping: $0.refusals) }),
            .int4s(leases.map { Int32(clamping: $0.fetched) }),
            .int4s(self.map(\.queue.host)), .int8s(self.map { Int64(bitPattern: $0.id) }),
            .int2s(self.map(\.work.rawValue)),
            .int2s(self.map { Int16($0.state.rawValue) }), .texts(self.map(\.reason)),
            .int2s(self.map { Int16(clamping: $0.tries) }), .int8s(self.map(\.due.milliseconds)),
            .int2s(self.map { Int16(clamping: $0.depth) }), .int2s(self.map { Int16(clamping: $0.hops) }),
            .blobs(self.map(\.outlinks?.packed)),
        ]
    }
}

extension KeptRobots {
    /// The parameters of ``Statement/putRobots``.
    func values(shard: Int16) -> [StatementValue] {
        [
            .int2(shard), .int4(self.host), .text(self.origin), .int2(self.status.map { Int16(clamping: $0) } ?? -1),
            .bytes(self.body), .text(self.error ?? ""), .int8(self.lasts.milliseconds),
        ]
    }
}
#endif
