internal import SkitterCompression
internal import SkitterCore

// The order of the members is the order in docs/recordings.md.

/// A line of `exchanges.jsonl` as it was read: an exchange, and where its body lies.
struct ExchangeLine {
    /// Without its body.
    var exchange: RecordedExchange
    /// Where the body begins in `bodies`.
    var bodyOffset = 0
    var bodyBytes = 0
    var bodyChecksum: UInt64 = 0

    /// What a line says that is no exchange of this version, in words.
    struct Mistake: Error {}
}

/// Ends each line with the checksum of what stands before it, so that a line that was damaged is known for one.
enum LineChecksum {
    /// `,"crc":"` sixteen digits `"}`
    private static let length = 8 + 16 + 2

    /// The CRC-32 of `bytes` (RFC 1952, section 8).
    static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var checksum = CRC32()
        checksum.update(Array(bytes).span)
        return UInt64(checksum.value)
    }

    /// Ends the object of `writer` and the line.
    static func end(_ writer: inout JSONWriter) {
        let checksum = self.of(writer.bytes)
        writer.key("crc")
        writer.hexadecimal(checksum)
        writer.endObject()
        writer.newline()
    }

    /// Whether `line`, without its line break, is as it was written.
    static func holds(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count > self.length else { return false }
        var writer = JSONWriter()
        writer.hexadecimal(self.of(line.dropLast(self.length)))
        return line.suffix(self.length).elementsEqual(Array(#","crc":"#.utf8) + writer.bytes + [0x7D])
    }
}

extension RecordedExchange {
    /// Appends the line of this exchange, whose body begins at `bodyOffset` of `bodies`.
    func write(to writer: inout JSONWriter, bodyOffset: Int) {
        writer.beginObject()
        switch self.question {
        case .page(let url): writer.member("url", url)
        case .addresses(let host): writer.member("host", host)
        }
        writer.key("started")
        writer.time(self.startedMicroseconds)
        writer.milliseconds("ms", self.time)
        switch self.answer {
        case .response(let response): writer.response(response, bodyOffset: bodyOffset)
        case .addresses(let addresses):
            writer.key("addresses")
            writer.values(addresses.map(\.description))
        case .failure(let error):
            writer.member("error", error.code.description)
            writer.member("message", error.message)
        }
        LineChecksum.end(&writer)
    }
}

extension JSONWriter {
    fileprivate mutating func milliseconds(_ name: StaticString, _ time: Duration?) {
        guard let time else { return }
        self.key(name)
        self.fixed(time.wholeNanoseconds / 1000, decimals: 3)
    }

    fileprivate mutating func response(_ response: FetchResponse, bodyOffset: Int) {
        self.member("status", response.status)
        self.key("fields")
        self.values(response.fields.fields.map { $0.name + ": " + $0.value })
        if let truncation = response.truncation { self.member("truncated", truncation.rawValue) }
        self.milliseconds("total_ms", response.totalTime)
        self.milliseconds("first_byte_ms", response.timeToFirstByte)
        self.milliseconds("resolved_ms", response.timings?.resolved)
        self.milliseconds("connected_ms", response.timings?.connected)
        self.milliseconds("secured_ms", response.timings?.secured)
        if let address = response.remoteAddress { self.member("address", address.description) }
        if let port = response.remotePort { self.member("port", Int(port)) }
        if let bytes = response.wireBytes { self.member("wire_bytes", bytes) }
        guard !response.body.isEmpty else { return }
        self.member("body_at", bodyOffset)
        self.member("body", response.body.count)
        self.key("body_crc")
        self.hexadecimal(LineChecksum.of(response.body))
    }
}

extension ExchangeLine {
    /// Reads `line`, which has no line break and whose checksum holds.
    init(_ line: [UInt8]) throws {
        var reader = JSONReader(line)
        var question: RecordedExchange.Question?
        var started: Int64 = 0
        var time = Duration.zero
        var addresses: [IPAddress]?
        var failure: FetchError.Code?
        var message = ""
        // Without a status it is none.
        var response = FetchResponse(status: 0)
        var timings = FetchTimings(resolved: .zero, connected: .zero, secured: .zero)
        var body: (offset: Int, count: Int, checksum: UInt64) = (0, 0, 0)
        func milliseconds(_ reader: inout JSONReader) throws -> Duration {
            .microseconds(try reader.fixed(decimals: 3))
        }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "url": question = .page(try reader.string())
            case "host": question = .addresses(host: try reader.string())
            case "started": started = try reader.time()
            case "ms": time = try milliseconds(&reader)
            case "addresses": addresses = try reader.strings().compactMap { IPAddress(literal: $0) }
            // A word of a later version is a failure all the same.
            case "error": failure = FetchError.Code(try reader.string()) ?? .other
            case "message": message = try reader.string()
            case "status": response.status = try reader.integer()
            case "fields": response.fields = HTTPFields(lines: try reader.strings())
            case "truncated": response.truncation = Truncation(rawValue: try reader.string())
            case "total_ms": response.totalTime = try milliseconds(&reader)
            case "first_byte_ms": response.timeToFirstByte = try milliseconds(&reader)
            case "resolved_ms":
                timings.resolved = try milliseconds(&reader)
                response.timings = timings
            case "connected_ms":
                timings.connected = try milliseconds(&reader)
                response.timings = timings
            case "secured_ms":
                timings.secured = try milliseconds(&reader)
                response.timings = timings
            case "address": response.remoteAddress = IPAddress(literal: try reader.string())
            case "port": response.remotePort = UInt16(clamping: try reader.integer())
            case "wire_bytes": response.wireBytes = try reader.count()
            case "body_at": body.offset = try reader.count()
            case "body": body.count = try reader.count()
            case "body_crc": body.checksum = try reader.hexadecimal16() ?? 0
            default: try reader.skip()
            }
        }
        try reader.finish()
        let answer: RecordedExchange.Answer
        switch (response.status, addresses, failure) {
        case (100...999, nil, nil): answer = .response(response)
        case (0, let addresses?, nil) where !addresses.isEmpty: answer = .addresses(addresses)
        case (0, nil, let failure?): answer = .failure(FetchError(failure, message))
        default: throw Mistake()
        }
        guard let question, body.offset.addingReportingOverflow(body.count).overflow == false else { throw Mistake() }
        self.exchange = RecordedExchange(
            question: question, answer: answer, startedMicroseconds: started, time: time)
        (self.bodyOffset, self.bodyBytes, self.bodyChecksum) = body
    }
}

extension HTTPFields {
    /// The fields of lines that say `Name: value`.
    fileprivate init(lines: [String]) {
        self.init()
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            self.append(name: String(parts[0]), value: parts.count > 1 ? String(parts[1].dropFirst()) : "")
        }
    }
}
