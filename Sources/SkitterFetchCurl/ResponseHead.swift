internal import SkitterCore

/// Reads the lines of response heads as libcurl hands them over, and judges them strictly where data would be wrong.
///
/// libcurl has found the line ends and its own idea of the framing; what it tolerates and this type does not: lengths
/// that differ, a length or a transfer coding that is folded, unknown transfer codings, control characters.
struct ResponseHead {
    /// What to do after a line.
    enum LineAction: Equatable {
        case goOn
        /// The final head is complete: a body may follow.
        case final
        /// The response is refused, for this reason.
        case refuse(String)
    }

    private enum State {
        /// A status line must come.
        case start
        /// Field lines of the head with this status.
        case fields(status: Int)
        /// The final head is complete; what follows are trailer fields.
        case complete
    }

    /// The status of the final head.
    private(set) var status = 0
    /// The bytes of the head that is read, at the end those of the final one.
    private(set) var bytes: [UInt8] = []
    private(set) var fields = HTTPFields()
    /// The value of `Content-Length`, where a valid one came.
    private(set) var contentLength: Int?
    /// Whether the body comes in chunks (RFC 9112, section 7.1).
    private(set) var isChunked = false
    /// The content codings in the order in which they were applied, in lower case, without `identity`.
    private(set) var codings: [String] = []

    private var state = State.start
    private let limits: ResponseLimits
    private var totalBytes = 0
    /// The field lines among ``bytes``, without their ends.
    private var lines: [Range<Int>] = []
    private var informational = 0
    private(set) var isHTTP1 = true

    init(limits: ResponseLimits) {
        self.limits = limits
    }

    /// Whether the final head is complete.
    var isComplete: Bool {
        if case .complete = self.state { true } else { false }
    }

    /// Whether the final head may be followed by a body (RFC 9112, section 6.3).
    var mayHaveBody: Bool { self.status != 204 && self.status != 304 && self.contentLength != 0 }

    /// Whether it names another place.
    var isRedirect: Bool {
        switch self.status {
        case 301, 302, 303, 307, 308: self.fields.contains("Location")
        default: false
        }
    }

    /// Ready for the next exchange, with its memory kept.
    mutating func reset() {
        self.status = 0
        self.bytes = []
        self.fields = HTTPFields()
        self.contentLength = nil
        self.isChunked = false
        self.codings = []
        self.state = .start
        self.totalBytes = 0
        self.lines.removeAll(keepingCapacity: true)
        self.informational = 0
        self.isHTTP1 = true
    }

    /// A line with its end came.
    mutating func lineReceived(_ line: UnsafeRawBufferPointer) -> LineAction {
        self.totalBytes += line.count
        guard self.totalBytes <= self.limits.headBytes else {
            return .refuse("more than \(self.limits.headBytes) bytes of header lines")
        }
        let content = line.withoutLineEnd
        switch self.state {
        case .start:
            guard let (status, isHTTP1) = Self.statusLine(content) else {
                return .refuse("no HTTP status line")
            }
            self.isHTTP1 = isHTTP1
            self.bytes.removeAll(keepingCapacity: true)
            self.bytes.reserveCapacity(512)
            self.bytes.append(contentsOf: line)
            self.lines.removeAll(keepingCapacity: true)
            self.state = .fields(status: status)
            return .goOn
        case .fields(let status):
            if !content.isEmpty {
                guard self.lines.count < self.limits.headLines else {
                    return .refuse("more than \(self.limits.headLines) header lines")
                }
                self.lines.append(self.bytes.count..<self.bytes.count + content.count)
                self.bytes.append(contentsOf: line)
                return .goOn
            }
            self.bytes.append(contentsOf: line)
            return self.headEnded(status)
        case .complete:
            return .goOn
        }
    }

    private mutating func headEnded(_ status: Int) -> LineAction {
        if (100..<200).contains(status) {
            self.informational += 1
            self.state = .start
            if status == 101 { return .refuse("the server changes the protocol") }
            return self.informational <= self.limits.informational
                ? .goOn : .refuse("more than \(self.limits.informational) informational responses")
        }
        self.status = status
        self.state = .complete
        if let flaw = self.readFields() { return .refuse(flaw) }
        return .final
    }

    // MARK: - Fields

    /// Fills the fields from the lines; a flaw that makes the response unusable, or nil.
    private mutating func readFields() -> String? {
        var reader = FieldReader(lineCount: self.lines.count)
        let flaw = self.bytes.withUnsafeBytes { bytes -> String? in
            for line in self.lines {
                if let flaw = reader.read(line, of: bytes) { return flaw }
            }
            return nil
        }
        self.fields = reader.fields(of: self.bytes)
        if let flaw { return flaw }
        return self.judge(reader.framing)
    }

    private mutating func judge(_ framing: ResponseFraming) -> String? {
        switch framing.judge() {
        case .refused(let reason):
            return reason
        case .accepted(let length, let isChunked, let codings):
            self.isChunked = isChunked && self.isHTTP1
            self.contentLength = isChunked ? nil : length
            self.codings = codings
            return nil
        }
    }

    /// The status of `HTTP/1.1 200 OK`, and whether the version is 1 (RFC 9112, section 4).
    private static func statusLine(_ line: UnsafeRawBufferPointer) -> (Int, Bool)? {
        guard line.count >= 10, line.prefix(5).elementsEqual("HTTP/".utf8),
            let space = line.firstIndex(of: 0x20), space <= 8, space + 3 < line.count
        else { return nil }
        var status = 0
        for digit in line[(space + 1)...(space + 3)] {
            guard digit &- 0x30 < 10 else { return nil }
            status = status * 10 + Int(digit &- 0x30)
        }
        guard (100..<600).contains(status), space + 4 == line.count || line[space + 4] == 0x20 else { return nil }
        return (status, line[5] == UInt8(ascii: "1"))
    }
}
