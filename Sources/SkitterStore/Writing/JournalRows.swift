internal import SkitterArchive
internal import SkitterCore

/// The prepared rows of all tables. Used by the task alone that has their connection.
final class JournalRows {
    let position: PreparedRow
    private let seedRow, urlRow, pageRow, skipRow, depthRow, retryRow, hostRow: PreparedRow
    private let robotsRow, scopeRow, awaitingRow, captureRow, seriesRow, parkingRow: PreparedRow

    init(_ connection: SQLiteConnection) throws {
        self.position = try PreparedRow(connection, JournalPosition.statement)
        self.seedRow = try PreparedRow(connection, into: "seeds", "step, id, url, depth, via")
        self.urlRow = try PreparedRow(connection, into: "urls", "step, id, url, depth, hops, via")
        self.pageRow = try PreparedRow(
            connection, into: "pages",
            """
            step, id, url, outcome, error, status, content_type, bytes, depth_at_fetch, started_us, duration_us,
            redirect, links, record
            """)
        self.skipRow = try PreparedRow(connection, into: "skips", "step, id, reason, record")
        self.depthRow = try PreparedRow(connection, into: "depths", "step, id, depth_from, depth")
        self.retryRow = try PreparedRow(connection, into: "retries", "step, id, attempts, due_us, cause")
        self.hostRow = try PreparedRow(
            connection, into: "hosts", "step, host, not_before_us, requests, retries, refusals")
        self.robotsRow = try PreparedRow(
            connection, into: "robots", "step, origin, status, fetched_us, until_us, error, body")
        self.scopeRow = try PreparedRow(connection, into: "scope", "step, url")
        self.awaitingRow = try PreparedRow(connection, into: "awaiting", "step, id, url, via")
        self.parkingRow = try PreparedRow(connection, into: "parking", "step, pattern, decision")
        self.captureRow = try PreparedRow(connection, into: "captures", "step, file, offset, length, end")
        self.seriesRow = try PreparedRow(
            connection, into: "time_series",
            """
            time_us, visits, bytes, s2xx, s3xx, s4xx, s5xx, failed, retries, queued, in_flight, hosts, resident_bytes,
            limited_by
            """)
    }

    func page(_ visit: VisitRecord, _ notes: JournalNotes?, line: UnsafeBufferPointer<UInt8>, step: UInt64) throws {
        let row = self.pageRow
        row.add(step)
        row.add(visit.id)
        row.add(visit.url)
        switch visit.outcome {
        case .fetched:
            row.add("fetched")
            row.addNull()
        case .redirected:
            row.add("redirected")
            row.addNull()
        case .failed(let failure, _):
            row.add("failed")
            row.add(failure.description)
        }
        row.add(visit.status)
        row.add(visit.contentType)
        row.add(visit.bodyBytes)
        row.add(visit.depthAtFetch)
        row.add(visit.startedMicroseconds)
        row.add(visit.totalMicroseconds)
        row.add(notes?.redirect)
        if let ids = notes?.accepted, !ids.isEmpty { row.add(ids: ids) } else { row.addNull() }
        row.add(borrowing: line)
        try row.write()
    }

    func skip(_ record: SkippedRecord, line: UnsafeBufferPointer<UInt8>, step: UInt64) throws {
        let row = self.skipRow
        row.add(step)
        row.add(record.id)
        row.add(record.reason.rawValue)
        row.add(borrowing: line)
        try row.write()
    }

    func depth(_ change: DepthChange, step: UInt64) throws {
        let row = self.depthRow
        row.add(step)
        row.add(change.id)
        row.add(change.from)
        row.add(change.depth)
        try row.write()
    }

    func seed(_ seed: Seed, id: UInt64, step: UInt64) throws {
        let row = self.seedRow
        row.add(step)
        row.add(id)
        row.add(seed.url.href)
        row.add(seed.depth)
        row.add(seed.source.rawValue)
        try row.write()
    }

    func url(_ discovery: JournalNotes.Discovery, step: UInt64) throws {
        let row = self.urlRow
        row.add(step)
        row.add(discovery.id)
        row.add(discovery.url.href)
        row.add(discovery.depth)
        row.add(discovery.hops)
        row.add(discovery.via.rawValue)
        try row.write()
    }

    func scope(_ url: CrawlURL, step: UInt64) throws {
        self.scopeRow.add(step)
        self.scopeRow.add(url.href)
        try self.scopeRow.write()
    }

    func awaiting(_ link: Outlink, step: UInt64) throws {
        let row = self.awaitingRow
        row.add(step)
        row.add(link.fingerprint)
        row.add(link.url.href)
        row.add(link.source.rawValue)
        try row.write()
    }

    func parking(_ parking: Parking, step: UInt64) throws {
        self.parkingRow.add(step)
        self.parkingRow.add(parking.pattern)
        self.parkingRow.add(parking.isParked ? "park" : "unpark")
        try self.parkingRow.write()
    }

    func retry(_ retry: JournalNotes.Retry, step: UInt64, _ clock: StoreClock) throws {
        let row = self.retryRow
        row.add(step)
        row.add(retry.id)
        row.add(retry.attempts)
        row.add(clock.microseconds(retry.due))
        row.add(retry.cause?.description)
        try row.write()
    }

    func host(_ host: JournalNotes.Host, step: UInt64, _ clock: StoreClock) throws {
        let row = self.hostRow
        row.add(step)
        row.add(host.name)
        row.add(clock.microseconds(host.notBefore))
        row.add(host.requests)
        row.add(host.retries)
        row.add(host.refusalsInARow)
        try row.write()
    }

    func robots(_ robots: JournalNotes.Robots, step: UInt64, fetched: Int64, _ clock: StoreClock) throws {
        let row = self.robotsRow
        row.add(step)
        row.add(robots.origin)
        row.add(robots.status)
        row.add(fetched)
        row.add(clock.microseconds(robots.until))
        row.add(robots.error)
        row.add(blob: robots.body)
        try row.write()
    }

    func capture(_ location: WARCLocation, step: UInt64) throws {
        let row = self.captureRow
        row.add(step)
        row.add(location.fileName)
        row.add(location.offset)
        row.add(location.length)
        row.add(location.endOffset)
        try row.write()
    }

    func series(_ sample: TimeSeriesRow, _ clock: StoreClock) throws {
        let row = self.seriesRow
        row.add(clock.microseconds(CrawlInstant(sinceStart: sample.time)))
        row.add(sample.visits)
        row.add(sample.bodyBytes)
        row.add(sample.classes.success)
        row.add(sample.classes.redirection)
        row.add(sample.classes.clientError)
        row.add(sample.classes.serverError)
        row.add(sample.failed)
        row.add(sample.retries)
        row.add(sample.queued)
        row.add(sample.inFlight)
        row.add(sample.openHosts)
        row.add(sample.residentBytes)
        row.add(sample.limiter?.rawValue)
        try row.write()
    }
}
