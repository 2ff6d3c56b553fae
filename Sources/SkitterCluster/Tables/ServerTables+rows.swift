#if Cluster
internal import SkitterCore

extension OfferedURL {
    /// A row of ``Statement/put``.
    @Sendable static func read(_ row: inout RowReader) throws(ClusterError) -> OfferedURL {
        let id = UInt64(bitPattern: try row.number(Int64.self))
        guard let standing = Standing(rawValue: try row.number()) else {
            throw ClusterError(.damaged, "the frontier says of a URL what means nothing")
        }
        return OfferedURL(id: id, standing: standing)
    }
}

extension OpeningShard {
    /// A row of ``Statement/ready``.
    @Sendable static func read(_ row: inout RowReader) throws(ClusterError) -> OpeningShard {
        let shard = try row.number(Int16.self)
        let opens = try row.number(Int64.self)
        let now = try row.number(Int64.self)
        return OpeningShard(shard: shard, opensAfter: .milliseconds(opens - now), host: try row.text())
    }
}

extension LeasedURL {
    /// A row of ``Statement/lease``.
    @Sendable static func read(_ row: inout RowReader) throws(ClusterError) -> LeasedURL {
        let host = LeasedHost(
            number: try row.number(), ports: try row.int4s(), requests: Int(try row.number(Int32.self)),
            retries: Int(try row.number(Int32.self)), refusals: Int(try row.number(Int32.self)),
            fetched: Int(try row.number(Int32.self)))
        let id = UInt64(bitPattern: try row.number(Int64.self))
        let work = VisitResult.Work(rawValue: try row.number())
        let state = UInt8(exactly: try row.number(Int16.self)).flatMap(SeenSet.Entry.State.init)
        let depth = Int(try row.number(Int16.self))
        let hops = Int(try row.number(Int16.self))
        let told = Int(try row.number(Int16.self))
        let tries = Int(try row.number(Int16.self))
        let isSeed = try row.number(UInt8.self) != 0
        let via = LinkSource(rawValue: try row.text())
        let text = try row.text()
        let parent = row.optionalText()
        let outlinks = row.optionalBytes()
        guard let work, let state, let via, let url = try? CrawlURL(text) else {
            throw ClusterError(.damaged, "a URL of the frontier cannot be read")
        }
        return LeasedURL(
            host: host, id: id, work: work, state: state, depth: depth, hops: hops, told: told, tries: tries,
            isSeed: isSeed, via: via, url: url, parent: parent, outlinks: outlinks.flatMap(Outlinks.init(unpacking:)))
    }
}

extension KeptRobots {
    /// A row of ``Statement/robots``.
    @Sendable static func read(_ row: inout RowReader) throws(ClusterError) -> KeptRobots {
        let host = try row.number(Int32.self)
        let origin = try row.text()
        let status = Int(try row.number(Int16.self))
        let body = row.optionalBytes() ?? []
        let error = try row.text()
        return KeptRobots(
            host: host, origin: origin, status: status < 0 ? nil : status, body: body,
            error: error.isEmpty ? nil : error, lasts: .milliseconds(try row.number(Int64.self)))
    }
}

extension SeedsStanding {
    typealias Row = (kind: Int16, shard: Int16, url: String)

    /// A row of ``Statement/seeds``.
    @Sendable static func readRow(_ row: inout RowReader) throws(ClusterError) -> Row {
        (kind: try row.number(Int16.self), shard: try row.number(Int16.self), url: try row.text())
    }

    init(_ rows: [Row]) {
        self.init()
        self.areOpen = rows.contains { $0.kind == 1 }
        self.shardsWithWaiting = rows.filter { $0.kind == 2 }.map(\.shard)
        self.widenings = rows.filter { $0.kind == 3 }.map(\.url)
    }
}

extension WaitingLink {
    /// A row of ``Statement/outside``.
    static func read(_ row: inout RowReader, shard: Int16) throws(ClusterError) -> WaitingLink {
        let queue = QueueKey(shard: shard, host: try row.number())
        let id = UInt64(bitPattern: try row.number(Int64.self))
        let depth = Int(try row.number(Int16.self))
        let hops = Int(try row.number(Int16.self))
        let via = LinkSource(rawValue: try row.text())
        let text = try row.text()
        guard let via, let url = try? CrawlURL(text) else {
            throw ClusterError(.damaged, "a URL of the frontier cannot be read")
        }
        return WaitingLink(
            url: url,
            offer: Offer(
                queue: queue, id: id, depth: depth, hops: hops,
                text: Offer.Text(url: text, host: url.hostname, via: via, parent: row.optionalText())))
    }
}

extension HeldBackURL {
    /// A row of ``Statement/rest``.
    @Sendable static func read(_ row: inout RowReader) throws(ClusterError) -> HeldBackURL {
        HeldBackURL(
            place: Place(host: try row.number(), id: try row.number()), depth: Int(try row.number(Int16.self)),
            hops: Int(try row.number(Int16.self)), url: try row.text(), parent: row.optionalText())
    }
}

extension AddressStanding {
    /// A row of ``Statement/claim``.
    @Sendable static func read(_ row: inout RowReader) throws(ClusterError) -> AddressStanding {
        guard let address = IPAddress(literal: try row.text()) else {
            throw ClusterError(.damaged, "the frontier has an address that is none")
        }
        let isOwn = try row.number(UInt8.self) != 0
        return AddressStanding(
            address: address, isOwn: isOwn, endsAfter: .milliseconds(try row.number(Int64.self)),
            opensAfter: .milliseconds(try row.number(Int64.self)))
    }
}

extension ParkingDecision {
    /// A row of ``Statement/decisions``.
    @Sendable static func read(_ row: inout RowReader) throws(ClusterError) -> ParkingDecision {
        let shard = try row.number(Int16.self)
        let pattern = try row.text()
        let isParked = try row.number(UInt8.self) != 0
        let isByUser = try row.number(UInt8.self) != 0
        var decision = ParkingDecision(Parking(pattern, isParked: isParked), isByUser: isByUser, shard: shard)
        decision.isDone = try row.number(UInt8.self) != 0
        decision.decided = try row.number()
        decision.age = .milliseconds(try row.number(Int64.self))
        return decision
    }
}

extension TableCounts {
    typealias Row = (state: Int16, reason: String, depth: Int, number: Int)

    /// A row of ``Statement/counts``.
    @Sendable static func readRow(_ row: inout RowReader) throws(ClusterError) -> Row {
        (
            state: try row.number(Int16.self), reason: try row.text(), depth: Int(try row.number(Int16.self)),
            number: Int(try row.number(Int64.self))
        )
    }

    init(_ rows: [Row]) throws(ClusterError) {
        self.init()
        for row in rows {
            switch row.state {
            case -1: self.known = row.number
            case -2: self.pending = row.number
            case -3: self.leased = row.number
            case -4: self.tooDeep = row.number
            case -5: self.tooFar = row.number
            case -6: self.hosts = row.number
            case -7: self.openHosts = row.number
            default:
                guard let state = UInt8(exactly: row.state).flatMap(SeenSet.Entry.State.init) else {
                    throw ClusterError(.damaged, "the frontier counts URLs in a state that is none")
                }
                self.settled.append(
                    Settled(state: state, reason: row.reason, depth: row.depth, number: row.number))
            }
        }
    }
}
#endif
