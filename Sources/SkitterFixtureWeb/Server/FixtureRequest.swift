/// A request as far as a fixture server needs it: the request line and seven header lines (RFC 9112).
struct FixtureRequest: Sendable, Equatable {
    var method = ""
    /// Path and query in origin form, as sent; of an absolute form its path.
    var target = ""
    var host: String?
    var userAgent: String?
    /// `If-None-Match` and `If-Modified-Since`, as sent (RFC 9110, section 13.1).
    var ifNoneMatch: String?
    var ifModifiedSince: String?
    var keepsAlive = true
    /// Bytes of the request's body, which follow and are skipped.
    var bodyLength = 0

    /// Why a request is refused, as a status.
    struct Refusal: Error, Equatable {
        var status: Int
    }

    static let headLimitBytes = 65_536

    /// Reads one request head from the front of `buffer` and removes it. Nil: more bytes are needed.
    ///
    /// `scanned` is where the search for the end of the head goes on after more bytes have come, so that a head that
    /// comes byte by byte is not searched from its start each time.
    static func read(from buffer: inout [UInt8], scanned: inout Int) throws(Refusal) -> FixtureRequest? {
        guard let end = Self.endOfHead(in: buffer, from: &scanned) else {
            guard buffer.count <= Self.headLimitBytes else { throw Refusal(status: 431) }
            return nil
        }
        scanned = 0
        defer { buffer.removeFirst(end) }
        return try FixtureRequest(head: buffer[..<end])
    }

    /// What is logged of a request that cannot be read.
    init() {}

    private init(head: ArraySlice<UInt8>) throws(Refusal) {
        var lines = head.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)[...]
        guard let requestLine = lines.popFirst() else { throw Refusal(status: 400) }
        let parts = Self.trimmed(requestLine).split(separator: UInt8(ascii: " "))
        guard parts.count == 3 else { throw Refusal(status: 400) }
        self.method = String(decoding: parts[0], as: UTF8.self)
        let version = parts[2]
        guard version.starts(with: "HTTP/1.".utf8) else { throw Refusal(status: 400) }
        self.keepsAlive = version.last != UInt8(ascii: "0")
        self.target = try Self.originForm(String(decoding: parts[1], as: UTF8.self))
        for line in lines {
            let line = Self.trimmed(line)
            guard !line.isEmpty else { break }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw Refusal(status: 400) }
            try self.field(name: line[..<colon], value: Self.trimmed(line[(colon + 1)...]))
        }
    }

    private mutating func field(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>) throws(Refusal) {
        switch name.count {
        case 4 where Self.matches(name, "host"):
            self.host = String(decoding: value, as: UTF8.self)
        case 10 where Self.matches(name, "user-agent"):
            self.userAgent = String(decoding: value, as: UTF8.self)
        case 10 where Self.matches(name, "connection"):
            if Self.matches(value, "close") { self.keepsAlive = false }
            if Self.matches(value, "keep-alive") { self.keepsAlive = true }
        case 13 where Self.matches(name, "if-none-match"):
            self.ifNoneMatch = String(decoding: value, as: UTF8.self)
        case 17 where Self.matches(name, "if-modified-since"):
            self.ifModifiedSince = String(decoding: value, as: UTF8.self)
        case 14 where Self.matches(name, "content-length"):
            guard let length = Int(String(decoding: value, as: UTF8.self)), (0...1_048_576).contains(length) else {
                throw Refusal(status: 400)
            }
            self.bodyLength = length
        case 17 where Self.matches(name, "transfer-encoding"):
            // No client of a crawler's fixture sends one; guessing where its body ends would be worse.
            throw Refusal(status: 501)
        default:
            break
        }
    }

    private static func originForm(_ target: String) throws(Refusal) -> String {
        if target.utf8.first == UInt8(ascii: "/") { return target }
        guard target.hasPrefix("http://") else { throw Refusal(status: 400) }
        let rest = target.dropFirst("http://".count)
        guard let slash = rest.firstIndex(of: "/") else { return "/" }
        return String(rest[slash...])
    }

    /// The index after the first empty line. Bare LF counts as a line's end (RFC 9112 section 2.2).
    private static func endOfHead(in buffer: [UInt8], from scanned: inout Int) -> Int? {
        let lineFeed = UInt8(ascii: "\n")
        var index = scanned
        while index < buffer.count {
            if buffer[index] == lineFeed {
                if index + 1 < buffer.count, buffer[index + 1] == lineFeed { return index + 2 }
                if index + 2 < buffer.count, buffer[index + 1] == UInt8(ascii: "\r"), buffer[index + 2] == lineFeed {
                    return index + 3
                }
            }
            index += 1
        }
        scanned = max(0, buffer.count - 2)
        return nil
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
        guard let first = bytes.firstIndex(where: { !isSpace($0) }), let last = bytes.lastIndex(where: { !isSpace($0) })
        else {
            return []
        }
        return bytes[first...last]
    }

    private static func matches(_ bytes: ArraySlice<UInt8>, _ lowercased: StaticString) -> Bool {
        guard bytes.count == lowercased.utf8CodeUnitCount else { return false }
        return zip(bytes, UnsafeBufferPointer(start: lowercased.utf8Start, count: lowercased.utf8CodeUnitCount))
            .allSatisfy { byte, letter in
                byte == letter || ((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) && byte | 0x20 == letter)
            }
    }
}
