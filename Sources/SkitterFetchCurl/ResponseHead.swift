internal import SkitterCore

/// The head of a response, line by line, judged strictly where leniency would make wrong data of it (RFC 9112).
struct ResponseHead {
    /// What a line means.
    enum LineAction: Equatable {
        /// Go on.
        case next
        /// The head of the final response is complete.
        case complete
        /// The response is not to be believed, for this reason.
        case broken(String)
    }

    private enum State {
        /// Informational responses may come, then the final one.
        case before
        /// A status line came; informational if its status is below 200.
        case fields
        /// The final head is complete; what follows are trailers.
        case after
    }

    private var state = State.before
    private let limits: ResponseLimits
    private var informational = 0
    private var totalBytes = 0
    private var lines = 0
    private var contentLength: String?
    /// The status of the last status line.
    private(set) var status = 0
    /// The fields of the last head.
    private(set) var fields = HTTPFields()
    /// The last head as received.
    private(set) var raw: [UInt8] = []

    /// The head of a response within `limits`.
    init(limits: ResponseLimits) {
        self.limits = limits
    }

    /// Whether the head of the final response is complete.
    var isComplete: Bool { if case .after = self.state { true } else { false } }

    /// A line came, with its end.
    mutating func received(_ line: UnsafeBufferPointer<UInt8>) -> LineAction {
        self.totalBytes += line.count
        self.lines += 1
        guard self.totalBytes <= self.limits.headBytes else {
            return .broken("the header is longer than \(self.limits.headBytes) bytes")
        }
        guard self.lines <= self.limits.headLines else {
            return .broken("the header has more than \(self.limits.headLines) lines")
        }
        if line.contains(0) { return .broken("the header holds a NUL") }
        switch self.state {
        case .before: return self.statusLine(line)
        case .fields: return self.fieldLine(line)
        case .after: return .next
        }
    }

    private mutating func statusLine(_ line: UnsafeBufferPointer<UInt8>) -> LineAction {
        // libcurl hands over lines that begin with HTTP/ first; then a version, a space and three digits.
        guard line.starts(with: "HTTP/".utf8), let space = line.firstIndex(of: UInt8(ascii: " ")) else {
            return .broken("the answer does not begin like HTTP")
        }
        let code = line[(space + 1)...].prefix { $0 &- 0x30 < 10 }
        guard code.count == 3, let status = Int(String(decoding: code, as: UTF8.self)), status >= 100 else {
            return .broken("the status line names no status")
        }
        self.status = status
        self.fields = HTTPFields()
        self.contentLength = nil
        self.raw = Array(line)
        self.state = .fields
        return .next
    }

    private mutating func fieldLine(_ line: UnsafeBufferPointer<UInt8>) -> LineAction {
        self.raw.append(contentsOf: line)
        var end = line.count
        while end > 0, line[end - 1] == 0x0A || line[end - 1] == 0x0D { end -= 1 }
        if end == 0 { return self.headEnded() }
        let text = UnsafeBufferPointer(rebasing: line[..<end])
        if text[0] == 0x20 || text[0] == 0x09 {
            // A folded line: replaced by one space (RFC 9112, section 5.2).
            return self.fields.fold(ResponseHead.text(text[...])) ? .next : .broken("a header line begins with a space")
        }
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon > 0 else {
            // Whatever it is, it is no field; like browsers, we pass it over.
            return .next
        }
        let name = String(decoding: text[..<colon].filter { $0 != 0x20 && $0 != 0x09 }, as: UTF8.self)
        guard HTTPFields.isToken(name) else { return .next }
        let value = ResponseHead.text(text[(colon + 1)...])
        if HTTPFields.equalNames(name, "Content-Length") {
            if let known = self.contentLength, known != value { return .broken("two lengths that differ") }
            guard !value.isEmpty, value.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else {
                return .broken("a length that is no number")
            }
            self.contentLength = value
        }
        self.fields.append(name: name, value: value)
        return .next
    }

    private mutating func headEnded() -> LineAction {
        if self.status < 200, self.status != 101 {
            self.informational += 1
            self.state = .before
            return self.informational <= self.limits.informational
                ? .next : .broken("more than \(self.limits.informational) informational responses")
        }
        guard self.status >= 200, self.status < 600 else { return .broken("status \(self.status) is none of HTTP's") }
        self.state = .after
        return .complete
    }

    /// A value without white space around it. Bytes that are no UTF-8 are Latin-1 (RFC 9110, section 5.5: opaque).
    private static func text(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        var bytes = bytes
        while let first = bytes.first, first == 0x20 || first == 0x09 { bytes = bytes.dropFirst() }
        while let last = bytes.last, last == 0x20 || last == 0x09 { bytes = bytes.dropLast() }
        return String(validating: bytes, as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}

/// How much of a response's head is read.
package struct ResponseLimits: Sendable, Hashable {
    /// Bytes of all heads of one response, informational ones and trailers too. 256 KiB: twice what the largest sites send.
    package var headBytes = 256 * 1024
    /// Lines of the same.
    package var headLines = 2000
    /// Informational responses (1xx) before the final one.
    package var informational = 32
    /// Decompressed bytes for each byte on the wire, judged after ``ratioFromBytes``.
    package var ratio = 200
    /// A body below this is never a bomb. 1 MiB.
    package var ratioFromBytes = 1 << 20
    /// A body that nobody wants is read on to keep the connection, if no more than this is left. 16 KiB.
    package var drainBytes = 16 * 1024
    /// The body of a redirect is cut here: nobody reads it. 64 KiB.
    package var redirectBytes = 64 * 1024

    package init() {}
}
