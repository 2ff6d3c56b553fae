/// The text of the link whose element is open: white space stripped and collapsed, whole characters up to a limit.
struct AnchorText {
    private enum State {
        /// No link is open, or it has all the text it gets.
        case closed
        /// Text goes to the link at this index.
        case open(link: Int)
        /// As `open`, and the text has reached its limit.
        case full(link: Int)
    }

    private var state = State.closed
    private var bytes: [UInt8] = []
    private var pendingSpace = false
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// Whether more text would change anything.
    var wantsText: Bool {
        if case .open = self.state { true } else { false }
    }

    /// From here on the text is that of the link at this index.
    mutating func begin(link: Int) {
        self.state = .open(link: link)
        self.bytes.removeAll(keepingCapacity: true)
        self.pendingSpace = false
    }

    /// The link that was open and its text; nil if none was.
    mutating func end() -> (link: Int, text: [UInt8])? {
        defer { self.state = .closed }
        return switch self.state {
        case .closed: nil
        case .open(let link), .full(let link): (link, self.bytes)
        }
    }

    /// Appends UTF-8 whose references are replaced; NUL is U+FFFD.
    mutating func append(_ text: Span<UInt8>) {
        guard case .open(let link) = self.state else { return }
        for index in text.indices {
            let byte = text[index]
            if ASCII.isWhitespace(byte) {
                self.pendingSpace = !self.bytes.isEmpty
                continue
            }
            if self.pendingSpace { self.bytes.append(0x20) }
            self.pendingSpace = false
            if byte == 0 { self.bytes.append(contentsOf: [0xEF, 0xBF, 0xBD]) } else { self.bytes.append(byte) }
            if self.bytes.count > self.limit {
                self.cut()
                self.state = .full(link: link)
                return
            }
        }
    }

    /// Takes off what is beyond the limit and what it leaves of a character or a space.
    private mutating func cut() {
        var end = self.limit
        while end > 0, self.bytes[end] & 0xC0 == 0x80 { end -= 1 }
        if end > 0, self.bytes[end - 1] == 0x20 { end -= 1 }
        self.bytes.removeLast(self.bytes.count - end)
    }
}
