internal import SkitterCore

/// Reads the parts of a ``HeldBatch`` one after another.
struct HeldBytes {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether nothing but `end` is left.
    func isAtEnd(_ end: [UInt8]) -> Bool { self.bytes[self.position...].elementsEqual(end) }

    /// The next line; nil where there is none.
    mutating func line() -> JSONReader? {
        guard let end = self.bytes[self.position...].firstIndex(of: 0x0A) else { return nil }
        let line = JSONReader(self.bytes, in: self.position..<end)
        self.position = end + 1
        return line
    }

    private mutating func take(_ count: Int) -> [UInt8]? {
        guard count <= self.bytes.count - self.position else { return nil }
        defer { self.position += count }
        return Array(self.bytes[self.position..<(self.position + count)])
    }

    /// The lengths of an exchange, whose bytes follow.
    private struct Lengths {
        var exchange: WARCExchange
        var request = 0
        var head = 0
        var body = 0
    }

    /// The next entry; nil where there is none such.
    mutating func entry() throws(JSONError) -> HeldBatch.Entry? {
        guard var reader = self.line() else { return nil }
        var claim = LeaseClaim(shard: 0, host: 0, id: 0, token: 0)
        var entry = StepEntry(step: 0)
        var notes = JournalNotes()
        var page: Int?
        var skip: Int?
        var lengths: [Lengths] = []
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "step": entry.step = try reader.hexadecimal16() ?? 0
            case "shard": claim.shard = Int16(clamping: try reader.integer())
            case "host": claim.host = Int32(clamping: try reader.integer())
            case "id": claim.id = try reader.hexadecimal16() ?? 0
            case "token": claim.token = Int64(bitPattern: try reader.hexadecimal16() ?? 0)
            case "redirect": notes.redirect = try reader.hexadecimal16()
            case "links":
                try reader.beginArray()
                while try reader.nextElement() {
                    if let id = try reader.hexadecimal16() { notes.accepted.append(id) }
                }
            case "page": page = try reader.optionalCount()
            case "skip": skip = try reader.optionalCount()
            case "exchanges":
                try reader.beginArray()
                while try reader.nextElement() { lengths.append(try HeldBytes.lengths(&reader)) }
            default: try reader.skip()
            }
        }
        if let page {
            guard page <= self.bytes.count - self.position, var line = self.line() else { return nil }
            entry.visit = try line.visit()
        }
        if let skip {
            let end = self.position + min(skip, self.bytes.count - self.position)
            while self.position < end {
                guard var line = self.line() else { return nil }
                entry.skipped.append(try line.skippedRecord())
            }
        }
        if !notes.isEmpty { entry.notes = notes }
        var held = HeldBatch.Entry(claim: claim, entry: entry)
        for var length in lengths {
            guard let request = self.take(length.request), let head = self.take(length.head),
                let body = self.take(length.body)
            else { return nil }
            length.exchange.request = request
            length.exchange.responseHead = head
            length.exchange.body = body
            held.exchanges.append(length.exchange)
        }
        return held
    }

    private static func lengths(_ reader: inout JSONReader) throws(JSONError) -> Lengths {
        var lengths = Lengths(
            exchange: WARCExchange(url: "", startedMicroseconds: 0, request: [], responseHead: [], body: []))
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "url": lengths.exchange.url = try reader.string()
            case "started": lengths.exchange.startedMicroseconds = try reader.time()
            case "request": lengths.request = try reader.count()
            case "head": lengths.head = try reader.count()
            case "body": lengths.body = try reader.count()
            case "address": lengths.exchange.address = try reader.optionalString().flatMap { IPAddress(literal: $0) }
            case "truncated": lengths.exchange.truncation = try reader.optionalString().flatMap(Truncation.init)
            case "unchanged_since": lengths.exchange.unchangedSinceMicroseconds = try reader.time()
            case "protocols":
                try reader.beginArray()
                while try reader.nextElement() { lengths.exchange.protocols.append(try reader.string()) }
            default: try reader.skip()
            }
        }
        return lengths
    }
}
