#if Cluster
internal import CLibPQ
internal import Glibc

/// One connection to a server, from its beginning to its end. Calls block; the actor that owns it has a thread for that.
struct ServerLink: ~Copyable {
    private let raw: OpaquePointer
    private let address: ServerAddress
    /// Statements that the server knows by name.
    private var prepared: Set<String> = []
    /// How long plans are kept, and until when those are that the server has now.
    private var lifeOfPlans: Duration = .milliseconds(500)
    private var plansEnd = ContinuousClock.now

    private static let longestLifeOfPlans: Duration = .seconds(60)

    /// Connects to the first of the address's servers that takes writes.
    init(to address: ServerAddress) throws(LinkFailure) {
        let keywords = address.options.map { strdup($0.keyword) }
        let values = address.options.map { strdup($0.value) }
        defer { for text in keywords + values { free(text) } }
        let raw = PQconnectdbParams(
            keywords.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 0)
        guard let raw else { throw LinkFailure.lost("no memory for a connection") }
        guard PQstatus(raw) == CONNECTION_OK else {
            let message = String(cString: PQerrorMessage(raw))
            PQfinish(raw)
            throw LinkFailure.lost(address.cleaned(message))
        }
        // What a server has to say besides its answers is for its log.
        PQsetNoticeProcessor(raw, { _, _ in }, nil)
        PQsetnonblocking(raw, 1)
        self.raw = raw
        self.address = address
    }

    deinit {
        PQfinish(self.raw)
    }

    /// Carries out a statement and reads its rows. With no answer within `limit` the connection is of no use any more.
    mutating func call<Row>(
        _ statement: Statement, _ values: [StatementValue], within limit: Duration,
        _ read: (inout RowReader) throws(ClusterError) -> Row
    ) throws(LinkFailure) -> [Row] {
        let end = ContinuousClock.now + limit
        try self.planAnew(by: end)
        if !self.prepared.contains(statement.name) {
            let types = values.map(\.type)
            try self.sent(PQsendPrepare(self.raw, statement.name, statement.text, CInt(types.count), types))
            _ = try self.answer(by: end) { _ in }
            self.prepared.insert(statement.name)
        }
        try self.send(statement.name, values)
        var rows: [Row] = []
        try self.answer(by: end) { result throws(LinkFailure) in
            let count = PQntuples(result)
            rows.reserveCapacity(Int(count))
            for row in 0..<count {
                var reader = RowReader(result, row: row)
                do throws(ClusterError) { rows.append(try read(&reader)) } catch { throw LinkFailure.unreadable(error) }
            }
        }
        return rows
    }

    /// A server keeps the plan of a statement until it has counted the tables anew, which may take a minute; a plan that was made for
    /// empty tables reads a whole shard for each URL. So plans are given up now and then: often at first, while tables grow fastest.
    private mutating func planAnew(by end: ContinuousClock.Instant) throws(LinkFailure) {
        let now = ContinuousClock.now
        guard now >= self.plansEnd else { return }
        self.lifeOfPlans = min(self.lifeOfPlans * 2, ServerLink.longestLifeOfPlans)
        self.plansEnd = now + self.lifeOfPlans
        try self.sent(PQsendQuery(self.raw, "DISCARD PLANS"))
        try self.answer(by: end) { _ in }
    }

    /// Carries out statements that return nothing, all or none.
    mutating func script(_ text: StaticString, within limit: Duration) throws(LinkFailure) {
        try self.sent(PQsendQuery(self.raw, text.description))
        try self.answer(by: ContinuousClock.now + limit) { _ in }
    }

    private func send(_ name: String, _ values: [StatementValue]) throws(LinkFailure) {
        // All values in one block of memory, so that their addresses hold for the call.
        var bytes: [UInt8] = []
        var places: [(start: Int, length: Int)] = []
        for value in values {
            let start = bytes.count
            value.encode(into: &bytes)
            places.append((start, bytes.count - start))
        }
        // An address of an empty value too: none would mean null.
        bytes.append(0)
        let lengths = places.map { CInt($0.length) }
        let formats = [CInt](repeating: 1, count: places.count)
        let isSent = bytes.withUnsafeBytes { buffer in
            let addresses = places.map { place in
                buffer.baseAddress.map { ($0 + place.start).assumingMemoryBound(to: CChar.self) }
            }
            return PQsendQueryPrepared(self.raw, name, CInt(places.count), addresses, lengths, formats, 1)
        }
        try self.sent(isSent)
    }

    private func sent(_ isSent: CInt) throws(LinkFailure) {
        if isSent != 1 { throw LinkFailure.lost(self.trouble) }
    }

    /// Waits for all results of what was sent.
    private func answer(by end: ContinuousClock.Instant, _ use: (OpaquePointer) throws(LinkFailure) -> Void)
        throws(LinkFailure)
    {
        var failure: LinkFailure?
        while true {
            try self.waitForResult(by: end)
            guard let result = PQgetResult(self.raw) else { break }
            defer { PQclear(result) }
            guard failure == nil else { continue }
            switch PQresultStatus(result) {
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK:
                do throws(LinkFailure) { try use(result) } catch { failure = error }
            default:
                failure = self.failure(of: result)
            }
        }
        if let failure { throw failure }
    }

    private func waitForResult(by end: ContinuousClock.Instant) throws(LinkFailure) {
        var isUnsent = PQflush(self.raw)
        while true {
            guard isUnsent >= 0 else { throw LinkFailure.lost(self.trouble) }
            if isUnsent == 0, PQisBusy(self.raw) == 0 { return }
            var poller = pollfd(
                fd: PQsocket(self.raw), events: Int16(POLLIN) | (isUnsent > 0 ? Int16(POLLOUT) : 0), revents: 0)
            let left = ContinuousClock.now.duration(to: end)
            guard left > .zero else { throw LinkFailure.lost("the server did not answer in time") }
            let milliseconds = CInt(clamping: left.milliseconds)
            if poll(&poller, 1, milliseconds) < 0, errno != EINTR { throw LinkFailure.lost("poll failed: \(errno)") }
            if poller.revents & Int16(POLLIN | POLLHUP | POLLERR) != 0, PQconsumeInput(self.raw) != 1 {
                throw LinkFailure.lost(self.trouble)
            }
            isUnsent = PQflush(self.raw)
        }
    }

    private func failure(of result: OpaquePointer) -> LinkFailure {
        // PG_DIAG_SQLSTATE and PG_DIAG_MESSAGE_PRIMARY of postgres_ext.h, which are characters there. The primary message
        // alone: the details of an error quote values.
        let state = PQresultErrorField(result, CInt(UInt8(ascii: "C"))).map { String(cString: $0) }
        let message = PQresultErrorField(result, CInt(UInt8(ascii: "M"))).map { String(cString: $0) }
        guard let state, PQstatus(self.raw) == CONNECTION_OK else {
            return .lost(message.map(self.address.cleaned) ?? self.trouble)
        }
        return LinkFailure(state: state, message: self.address.cleaned(message ?? state))
    }

    private var trouble: String {
        self.address.cleaned(String(cString: PQerrorMessage(self.raw)))
    }
}
#endif
