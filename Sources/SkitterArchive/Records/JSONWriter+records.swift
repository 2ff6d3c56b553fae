package import SkitterCore

// The order of the members is the order in docs/crawl-directory.md; readers must not rely on it, people do.

extension JSONWriter {
    /// One line of `pages.jsonl`, without its line break; an export adds the `finalDepth` where that is another one.
    package mutating func visit(_ record: VisitRecord, finalDepth: Int? = nil) {
        self.beginObject()
        self.identify(record.id, url: record.url)
        self.key("status")
        self.optional(record.status)
        self.outcome(record.outcome)
        self.key("depth_at_fetch")
        self.value(record.depthAtFetch)
        self.key("parent")
        self.optional(record.parent)
        self.key("via")
        self.value(record.via)
        self.key("started")
        self.time(record.startedMicroseconds)
        self.key("ms")
        self.fixed(record.totalMicroseconds, decimals: 3)
        self.key("first_byte_ms")
        if let time = record.firstByteMicroseconds { self.fixed(time, decimals: 3) } else { self.null() }
        self.body(of: record)
        self.key("attempts")
        self.value(record.attempts)
        self.page(of: record)
        self.key("links")
        self.links(record.links)
        self.key("address")
        self.optional(record.address)
        if let depth = finalDepth, depth != record.depthAtFetch {
            self.key("depth")
            self.value(depth)
        }
        self.endObject()
    }

    /// One line of `skipped.jsonl`, without its line break.
    package mutating func skipped(_ record: SkippedRecord) {
        self.beginObject()
        self.identify(record.id, url: record.url)
        self.key("reason")
        self.value(record.reason.rawValue)
        self.key("depth")
        self.value(record.depth)
        self.key("parent")
        self.optional(record.parent)
        self.key("detail")
        self.optional(record.detail)
        if record.isParkedByUser {
            self.key("by")
            self.value("user")
        }
        self.endObject()
    }

    /// One line of `depths.jsonl`, without its line break.
    package mutating func depthChange(_ change: DepthChange) {
        self.beginObject()
        self.key("id")
        self.hexadecimal(change.id)
        self.key("from")
        self.value(change.from)
        self.key("depth")
        self.value(change.depth)
        self.endObject()
    }

    private mutating func identify(_ id: UInt64, url: String) {
        self.key("v")
        self.value(RecordFormat.version)
        self.key("id")
        self.hexadecimal(id)
        self.key("url")
        self.value(url)
    }

    private mutating func outcome(_ outcome: VisitRecord.Outcome) {
        self.key("outcome")
        switch outcome {
        case .fetched:
            self.value("fetched")
        case .redirected(let target):
            self.value("redirected")
            self.key("target")
            self.optional(target)
        case .failed(let failure, let message):
            self.value("failed")
            self.key("error")
            self.beginObject()
            self.key("class")
            self.value(failure.description)
            self.key("message")
            self.optional(message)
            self.endObject()
        }
    }

    private mutating func body(of record: VisitRecord) {
        self.key("content_type")
        self.optional(record.contentType)
        self.key("encoding")
        self.optional(record.encoding)
        self.key("encoding_from")
        self.optional(record.encodingSource)
        self.key("bytes")
        self.value(record.bodyBytes)
        self.key("wire_bytes")
        self.optional(record.wireBytes)
        self.key("digest")
        if let digest = record.digest { self.hexadecimal(digest) } else { self.null() }
        self.key("etag")
        self.optional(record.etag)
        self.key("last_modified")
        self.optional(record.lastModified)
        if let time = record.unchangedSinceMicroseconds {
            self.key("unchanged_since")
            self.time(time)
        }
        self.key("truncated")
        self.optional(record.truncated?.rawValue)
        self.key("links_truncated")
        self.optional(record.linksTruncated?.rawValue)
    }

    private mutating func page(of record: VisitRecord) {
        self.key("title")
        self.optional(record.title)
        self.key("canonical")
        self.optional(record.canonical)
        self.key("robots")
        self.beginArray()
        for directive in record.robots { self.value(directive) }
        self.endArray()
        if let need = record.scriptNeed {
            self.key("needs_javascript")
            self.value(need.rawValue)
        }
    }

    private mutating func links(_ links: VisitRecord.LinkCounts) {
        self.beginObject()
        self.key("found")
        self.value(links.found)
        self.key("accepted")
        self.value(links.accepted)
        self.key("new")
        self.value(links.new)
        self.key("out_of_scope")
        self.value(links.outOfScope)
        self.key("nofollow")
        self.value(links.nofollow)
        self.key("invalid")
        self.value(links.invalid)
        self.endObject()
    }
}
