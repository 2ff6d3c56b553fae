internal import SkitterCore

// A line of JSON for the batch, one for each entry with its lengths behind which its bytes follow, and one for the end: what a kill
// cut off has no end, and was sent to no frontier.

extension HeldBatch {
    /// As ``init(bytes:)`` reads it.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("v")
        writer.value(RecordFormat.version)
        writer.key("last_step")
        writer.hexadecimal(self.lastStep)
        writer.key("entries")
        writer.value(self.entries.count)
        writer.endObject()
        writer.newline()
        bytes += writer.bytes
        var lines = RecordLines()
        for entry in self.entries {
            lines.encode([entry.entry])
            writer.removeAll()
            writer.held(entry, lines)
            writer.newline()
            bytes += writer.bytes
            bytes += lines.pages
            bytes += lines.skipped
            for exchange in entry.exchanges {
                bytes += exchange.request
                bytes += exchange.responseHead
                bytes += exchange.body
            }
        }
        bytes += HeldBatch.end
        return bytes
    }

    private static let end = Array("{\"end\":true}\n".utf8)

    /// Reads ``bytes``; nil where they are not whole.
    package init?(bytes: [UInt8]) {
        guard bytes.suffix(HeldBatch.end.count).elementsEqual(HeldBatch.end) else { return nil }
        var source = HeldBytes(bytes)
        do {
            guard var head = source.line() else { return nil }
            var lastStep: UInt64?
            var count = 0
            try head.beginObject()
            while let key = try head.nextKey() {
                switch key {
                case "v": try head.version()
                case "last_step": lastStep = try head.hexadecimal16()
                case "entries": count = try head.count()
                default: try head.skip()
                }
            }
            guard let lastStep else { return nil }
            self.init(lastStep: lastStep)
            for _ in 0..<count {
                guard let entry = try source.entry() else { return nil }
                self.entries.append(entry)
            }
            guard source.isAtEnd(HeldBatch.end) else { return nil }
        } catch {
            return nil
        }
    }
}

extension JSONWriter {
    fileprivate mutating func held(_ held: HeldBatch.Entry, _ lines: RecordLines) {
        self.beginObject()
        self.key("step")
        self.hexadecimal(held.entry.step)
        self.key("shard")
        self.value(Int(held.claim.shard))
        self.key("host")
        self.value(Int(held.claim.host))
        self.key("id")
        self.hexadecimal(held.claim.id)
        self.key("token")
        self.hexadecimal(UInt64(bitPattern: held.claim.token))
        if let redirect = held.entry.notes?.redirect {
            self.key("redirect")
            self.hexadecimal(redirect)
        }
        self.key("links")
        self.beginArray()
        for id in held.entry.notes?.accepted ?? [] { self.hexadecimal(id) }
        self.endArray()
        self.member("page", held.entry.visit == nil ? nil : lines.pages.count)
        self.member("skip", held.entry.skipped.isEmpty ? nil : lines.skipped.count)
        self.key("exchanges")
        self.beginArray()
        for exchange in held.exchanges { self.held(exchange) }
        self.endArray()
        self.endObject()
    }

    private mutating func held(_ exchange: WARCExchange) {
        self.beginObject()
        self.key("url")
        self.value(exchange.url)
        self.key("started")
        self.time(exchange.startedMicroseconds)
        self.key("request")
        self.value(exchange.request.count)
        self.key("head")
        self.value(exchange.responseHead.count)
        self.key("body")
        self.value(exchange.body.count)
        self.member("address", exchange.address?.description)
        self.member("truncated", exchange.truncation?.rawValue)
        if let time = exchange.unchangedSinceMicroseconds {
            self.key("unchanged_since")
            self.time(time)
        }
        self.key("protocols")
        self.values(exchange.protocols)
        self.endObject()
    }
}
