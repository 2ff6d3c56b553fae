/// Makes the key of a URL under the standard policy.
///
/// The URL parser has folded scheme and host, dropped default ports and resolved dot segments. What is left: the
/// fragment and a bare `?` go; in path and query of special schemes escapes of unreserved characters are decoded and
/// the other escapes upper-cased (RFC 3986, 6.2.2), and what RFC 3986 does not let stand raw is escaped. The result is
/// a URL whose key is itself.
enum URLKey {
    /// Path and query characters that a key holds as they are: `pchar`, `/` and `?` (RFC 3986, 3.3 and 3.4).
    private static let plain = ByteSet(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?")
    private static let rewritten = URLKey.plain.inverted
    private static let unreserved = ByteSet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    /// The end of the href's prefix that the key covers: neither fragment nor bare `?`.
    @inline(__always)
    static func end(_ parts: URLParts) -> Int {
        Int(parts.fragmentStart &- parts.queryStart == 1 ? parts.queryStart : parts.fragmentStart)
    }

    /// Writes the key of the URL `href` with `parts` to `sink`.
    @inline(__always)
    static func write(_ href: Span<UInt8>, _ parts: URLParts, to sink: inout some URLKeySink & ~Copyable) {
        let end = Self.end(parts)
        let first = Self.firstRewritten(href, parts, end)
        sink.append(href, from: 0, to: first)
        if first < end { Self.rewrite(href, from: first, to: end, to: &sink) }
    }

    /// The first byte that differs in the key, or `end` when the key is `href[..<end]`.
    @inline(__always)
    static func firstRewritten(_ href: Span<UInt8>, _ parts: URLParts, _ end: Int) -> Int {
        guard parts.scheme.isSpecial else { return end }
        let start = min(Int(parts.pathStart), end)
        return start + URLParser.skip(href.extracting(start..<end), from: 0, until: Self.rewritten)
    }

    private static func rewrite(
        _ href: Span<UInt8>, from start: Int, to end: Int, to sink: inout some URLKeySink & ~Copyable
    ) {
        var index = start
        while index < end {
            let byte = href[index]
            if byte == 0x25, index + 2 < end, let high = ASCII.hexValue(href[index + 1]),
                let low = ASCII.hexValue(href[index + 2])
            {
                let value = high << 4 | low
                if Self.unreserved.contains(value) {
                    sink.append(value)
                } else {
                    Self.escape(value, to: &sink)
                }
                index += 3
                continue
            }
            // A `%` without two digits is read as itself by every server that takes it, so it equals `%25`.
            if Self.plain.contains(byte) {
                sink.append(byte)
            } else {
                Self.escape(byte, to: &sink)
            }
            index += 1
        }
    }

    private static func escape(_ byte: UInt8, to sink: inout some URLKeySink & ~Copyable) {
        sink.append(0x25)
        sink.append(ASCII.upperHexDigit(byte >> 4))
        sink.append(ASCII.upperHexDigit(byte & 15))
    }
}
