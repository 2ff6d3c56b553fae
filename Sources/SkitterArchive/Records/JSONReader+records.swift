package import SkitterCore

extension JSONReader {
    /// A record as ``JSONWriter/visit(_:)`` writes it, in any order, with members added by later versions passed over.
    ///
    /// - Parameter onlyFigures: leaves out the texts that no figure is made from, at half the price.
    package mutating func visit(onlyFigures: Bool = false) throws(JSONError) -> VisitRecord {
        var record = VisitRecord(
            id: 0, url: "", depthAtFetch: 0, parent: nil, via: "", startedMicroseconds: 0, outcome: .fetched)
        var outcome: String?
        var target: String?
        var failure = (class: FailureClass(.other), message: String?.none)
        var hasID = false
        let keys = VisitMember.keys
        try self.beginObject()
        while let match = try self.nextKey(in: keys) {
            switch VisitMember(match) {
            case .v: try self.version()
            case .id:
                record.id = try self.fingerprint()
                hasID = true
            case .url: record.url = try self.string()
            case .status: record.status = try self.optionalCount()
            case .outcome: outcome = try self.string()
            case .target: target = try self.text(if: !onlyFigures)
            case .error: failure = try self.failure()
            case .depthAtFetch: record.depthAtFetch = try self.count()
            case .parent: record.parent = try self.text(if: !onlyFigures)
            case .via: record.via = try self.text(if: !onlyFigures) ?? ""
            case .started: record.startedMicroseconds = try self.time()
            case .ms: record.totalMicroseconds = try self.milliseconds()
            case .firstByteMs: record.firstByteMicroseconds = try self.null() ? nil : self.milliseconds()
            case .contentType: record.contentType = try self.optionalString()
            case .encoding: record.encoding = try self.text(if: !onlyFigures)
            case .encodingFrom: record.encodingSource = try self.text(if: !onlyFigures)
            case .bytes: record.bodyBytes = try self.count()
            case .wireBytes: record.wireBytes = try self.optionalCount()
            case .digest: record.digest = try self.null() ? nil : self.fingerprint()
            case .etag: record.etag = try self.text(if: !onlyFigures)
            case .lastModified: record.lastModified = try self.text(if: !onlyFigures)
            case .unchangedSince: record.unchangedSinceMicroseconds = try self.time()
            case .truncated: record.truncated = try self.truncation()
            case .linksTruncated:
                record.linksTruncated = try self.optionalString().flatMap(ExtractedPage.Truncation.init)
            case .attempts: record.attempts = try self.count()
            case .title: record.title = try self.text(if: !onlyFigures)
            case .canonical: record.canonical = try self.text(if: !onlyFigures)
            case .robots: record.robots = onlyFigures ? try self.noStrings() : try self.strings()
            case .needsJavascript: record.scriptNeed = try self.optionalString().flatMap(ScriptNeed.init)
            case .links: record.links = try self.links()
            case .address: record.address = try self.text(if: !onlyFigures)
            case nil: try self.skip()
            }
        }
        guard hasID, !record.url.isEmpty else { throw self.error("the record names no id or no url") }
        switch outcome {
        case "fetched": record.outcome = .fetched
        case "redirected": record.outcome = .redirected(target: target)
        case "failed": record.outcome = .failed(failure.class, message: failure.message)
        default: throw self.error("the record names no known outcome")
        }
        return record
    }

    /// A record as ``JSONWriter/skipped(_:)`` writes it.
    package mutating func skippedRecord() throws(JSONError) -> SkippedRecord {
        var id: UInt64?
        var reason: SkipReason?
        var record = SkippedRecord(id: 0, url: "", depth: 0, parent: nil, reason: .depth)
        try self.beginObject()
        while let key = try self.nextKey() {
            switch key {
            case "v": try self.version()
            case "id": id = try self.fingerprint()
            case "url": record.url = try self.string()
            case "reason": reason = SkipReason(rawValue: try self.string())
            case "depth": record.depth = try self.count()
            case "parent": record.parent = try self.optionalString()
            case "detail": record.detail = try self.optionalString()
            case "by": record.isParkedByUser = try self.optionalString() == "user"
            default: try self.skip()
            }
        }
        guard let id, let reason, !record.url.isEmpty else {
            throw self.error("the record names no id, no url or no known reason")
        }
        record.id = id
        record.reason = reason
        return record
    }

    /// A change as ``JSONWriter/depthChange(_:)`` writes it.
    package mutating func depthChange() throws(JSONError) -> DepthChange {
        var id: UInt64?
        var from: Int?
        var depth: Int?
        try self.beginObject()
        while let key = try self.nextKey() {
            switch key {
            case "id": id = try self.fingerprint()
            case "from": from = try self.count()
            case "depth": depth = try self.count()
            default: try self.skip()
            }
        }
        guard let id, let from, let depth else { throw self.error("the record names no id or no depth") }
        return DepthChange(id: id, from: from, depth: depth)
    }

    /// A whole number from 0 to 2^53: what every JSON reader can hold, and too small to overflow sums of records.
    mutating func count() throws(JSONError) -> Int {
        let value = try self.integer()
        guard value >= 0, value <= 1 << 53 else { throw self.error("the number before this place is out of range") }
        return value
    }

    mutating func optionalCount() throws(JSONError) -> Int? {
        try self.null() ? nil : self.count()
    }

    mutating func version() throws(JSONError) {
        guard try self.integer() <= RecordFormat.version else { throw self.error("the record is of a newer version") }
    }

    /// An instant as ISO 8601 with microseconds, in microseconds since 1970.
    mutating func time() throws(JSONError) -> Int64 {
        guard let time = UTCTime.microseconds(try self.string()) else {
            throw self.error("the time before this place is none")
        }
        return time
    }

    private mutating func fingerprint() throws(JSONError) -> UInt64 {
        guard let id = try self.hexadecimal16() else {
            throw self.error("the id before this place is not 16 hexadecimal digits")
        }
        return id
    }

    private mutating func milliseconds() throws(JSONError) -> Int64 {
        let value = try self.fixed(decimals: 3)
        guard value >= 0, value <= 1 << 53 else { throw self.error("the time before this place is out of range") }
        return value
    }

    private mutating func truncation() throws(JSONError) -> Truncation? {
        guard let word = try self.optionalString() else { return nil }
        guard let truncation = Truncation(rawValue: word) else {
            throw self.error("the cause before this place is unknown")
        }
        return truncation
    }

    private mutating func failure() throws(JSONError) -> (class: FailureClass, message: String?) {
        var failure = FailureClass(.other)
        var message: String?
        try self.beginObject()
        while let key = try self.nextKey() {
            switch key {
            case "class": failure = FailureClass(recorded: try self.string())
            case "message": message = try self.optionalString()
            default: try self.skip()
            }
        }
        return (failure, message)
    }

    /// A string or null, passed over unless it is wanted.
    private mutating func text(if isWanted: Bool) throws(JSONError) -> String? {
        if isWanted { return try self.optionalString() }
        try self.skip()
        return nil
    }

    private mutating func noStrings() throws(JSONError) -> [String] {
        try self.skip()
        return []
    }

    private mutating func links() throws(JSONError) -> VisitRecord.LinkCounts {
        // Its keys are looked for in their own order; the record's go on where they were.
        let expected = self.expectedKey
        self.expectedKey = 0
        defer { self.expectedKey = expected }
        var links = VisitRecord.LinkCounts()
        try self.beginObject()
        while let match = try self.nextKey(in: LinkMember.keys) {
            switch LinkMember(match) {
            case .found: links.found = try self.count()
            case .accepted: links.accepted = try self.count()
            case .new: links.new = try self.count()
            case .outOfScope: links.outOfScope = try self.count()
            case .nofollow: links.nofollow = try self.count()
            case .invalid: links.invalid = try self.count()
            case nil: try self.skip()
            }
        }
        return links
    }
}
