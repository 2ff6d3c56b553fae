/// The Public Suffix List (publicsuffix.org): where a name ends that anyone may register under.
///
/// The list is data with a licence of its own (MPL 2.0) and is not part of this package; the caller reads a copy, such
/// as the system's `/usr/share/publicsuffix/public_suffix_list.dat`, and hands over its bytes. Both sections count,
/// that of registries and that of private owners (`github.io`).
///
/// A look-up walks the labels from the right with one rolling hash and allocates nothing.
public struct PublicSuffixList: Sendable {
    /// What the list says of itself in its `VERSION` line, or nil when there is none.
    public let version: String?
    private var rules = SuffixRules()

    /// How many names the list has rules for.
    public var count: Int { self.rules.count }

    /// Reads a list; lines that are no rule are skipped (publicsuffix.org/list, "Format").
    public init(_ list: Span<UInt8>) {
        var version: String?
        var start = 0
        while start < list.count {
            var end = start
            while end < list.count, list[end] != 0x0A { end += 1 }
            let line = list.extracting(start..<end)
            if line.count >= 2, line[0] == 0x2F, line[1] == 0x2F {
                version = version ?? Self.version(in: line)
            } else {
                Self.add(line, to: &self.rules)
            }
            start = end + 1
        }
        self.version = version
        self.rules.index()
    }

    /// The value of a comment `// VERSION: value`.
    private static func version(in comment: Span<UInt8>) -> String? {
        let text = comment.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        guard text.hasPrefix("// VERSION:") else { return nil }
        let value = text.dropFirst("// VERSION:".count).drop { $0 == " " }.prefix { !$0.isWhitespace }
        return value.isEmpty ? nil : String(value)
    }

    /// Adds the rule on a line, which ends at the first white space.
    private static func add(_ line: Span<UInt8>, to rules: inout SuffixRules) {
        var end = 0
        while end < line.count, line[end] > 0x20 { end += 1 }
        var start = 0
        var kind = SuffixRules.Kind.name
        if end > 1, line[0] == 0x21 {
            kind = .exception
            start = 1
        } else if end > 2, line[0] == 0x2A, line[1] == 0x2E {
            kind = .wildcard
            start = 2
        }
        guard start < end, let name = try? DomainToASCII.convert(line.extracting(start..<end)) else { return }
        rules.add(name, kind)
    }

    /// The public suffix and the label before it, or nil when the host is itself a public suffix, an address, or no
    /// domain. The answer is written as the host is, in lower case if the host is ASCII; a trailing dot stays.
    public func registrableDomain(of host: String) -> String? {
        self.suffix(of: host) { $0.registrable }
    }

    /// The registrable domain of a URL's host.
    public func registrableDomain(of url: CrawlURL) -> String? { self.registrableDomain(of: url.hostname) }

    /// The longest public suffix that the host ends in (its last label when no rule matches), or nil for what is no
    /// domain.
    public func publicSuffix(of host: String) -> String? {
        self.suffix(of: host) { $0.suffix }
    }

    /// Where the registrable domain begins in a host that is lower-case ASCII, as hosts of URLs are.
    package func registrableStart(in host: Span<UInt8>) -> Int? { self.rules.split(host)?.registrable }

    private func suffix(of host: String, _ start: (SuffixRules.Split) -> Int?) -> String? {
        if host.utf8.allSatisfy({ $0 < 0x80 }) {
            let bytes = host.utf8.map(ASCII.lowercased)
            guard let split = self.rules.split(bytes.span), let start = start(split) else { return nil }
            return String(decoding: bytes[start...], as: UTF8.self)
        }
        guard let ascii = try? DomainToASCII.convert(host.utf8.span), let split = self.rules.split(ascii.span),
            let start = start(split)
        else { return nil }
        // As many labels of the host as the ASCII form has, unless mapping changed where labels end.
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        let wanted = ascii[start...].split(separator: 0x2E, omittingEmptySubsequences: false).count
        let count = ascii.split(separator: 0x2E, omittingEmptySubsequences: false).count
        guard labels.count == count else { return String(decoding: ascii[start...], as: UTF8.self) }
        return labels.suffix(wanted).joined(separator: ".")
    }
}
