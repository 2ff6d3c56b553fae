/// The encoding that a style sheet names in its first octets. It is no rule of CSS but a sequence of octets: this very
/// spelling, these quotes, nothing before it.
enum CSSCharset {
    /// The standard looks at no more octets than these.
    private static let examinedBytes = 1024

    /// What `@charset "…";` names; a sheet that could be read so far is not in UTF-16.
    static func encoding(in bytes: Span<UInt8>) -> TextEncoding? {
        let start = bytes.extracting(first: Self.examinedBytes)
        let head = start.withUnsafeBufferPointer { Array($0) }
        let prefix = Array("@charset \"".utf8)
        guard head.starts(with: prefix) else { return nil }
        let label = head[prefix.count...].prefix { $0 != UInt8(ascii: "\"") }
        guard head[label.endIndex...].starts(with: "\";".utf8) else { return nil }
        let encoding = TextEncoding(label: label)
        return encoding == .utf16be || encoding == .utf16le ? .utf8 : encoding
    }
}
