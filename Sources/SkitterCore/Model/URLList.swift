/// The URLs that a user gives: on the command line, and in files with one URL a line.
public struct URLList: Sendable {
    /// A line that is no URL.
    public struct Rejected: Sendable, Hashable, CustomStringConvertible {
        /// The file, or nil for the command line.
        public var file: String?
        /// The line number, counted from 1; 0 for the command line.
        public var line: Int
        /// The text.
        public var text: String
        /// Why.
        public var reason: String

        /// The words for people.
        public var description: String {
            let place = self.file.map { "\($0), line \(self.line): " } ?? ""
            let shown = TerminalText.shortened(TerminalText.escaped(String(self.text.prefix(1000))), to: 200)
            return "\(place)'\(shown)' is not a URL to fetch: \(self.reason)"
        }
    }

    /// The URLs, in order; who says one twice has it twice.
    public private(set) var urls: [CrawlURL] = []
    /// What was left out, and why.
    public private(set) var rejected: [Rejected] = []

    /// No URLs.
    public init() {}

    /// Adds one URL; `example.org` means `http://example.org`, as in curl.
    public mutating func add(_ text: String, file: String? = nil, line: Int = 0) {
        let trimmed = text.utf8.drop { $0 <= 0x20 }
        guard !trimmed.isEmpty else { return }
        let words = String(Substring(trimmed))
        do {
            let url = try CrawlURL(URLList.hasScheme(words) ? words : "http://\(words)").withoutFragment()
            guard url.isHTTP else {
                self.reject(words, "only http and https can be fetched", file: file, line: line)
                return
            }
            self.urls.append(url)
        } catch {
            self.reject(words, "\(error)", file: file, line: line)
        }
    }

    /// Adds the URLs of a file, one a line; empty lines and lines that begin with `#` are passed over.
    public mutating func add(contents: [UInt8], of file: String) {
        let lines = contents.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let text = String(decoding: line.drop { $0 <= 0x20 }, as: UTF8.self)
            if text.utf8.first == UInt8(ascii: "#") { continue }
            var end = Substring(text)
            while let last = end.utf8.last, last <= 0x20 { end = end.dropLast() }
            self.add(String(end), file: file, line: index + 1)
        }
    }

    private mutating func reject(_ text: String, _ reason: String, file: String?, line: Int) {
        self.rejected.append(Rejected(file: file, line: line, text: text, reason: reason))
    }

    /// `scheme:` of letters, digits, `+`, `-`, `.`, and not `host:port`.
    private static func hasScheme(_ text: String) -> Bool {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let scheme = text.utf8[..<colon]
        let isWord = scheme.allSatisfy { byte in
            let lower = byte | 0x20
            return lower >= 0x61 && lower <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x2B || byte == 0x2D
                || byte == 0x2E
        }
        let next = text.utf8[colon...].dropFirst().first
        let isPort = next.map { $0 >= 0x30 && $0 <= 0x39 } ?? false
        return isWord && !scheme.isEmpty && !isPort
    }
}
