/// Makes the key of a URL, but for the opt-in rules of a policy.
///
/// The URL parser has folded scheme and host, dropped default ports and resolved dot segments. What is left: the
/// fragment and a bare `?` go; in path and query of special schemes escapes of unreserved characters are decoded and
/// the other escapes upper-cased (RFC 3986, 6.2.2), and what RFC 3986 does not let stand raw is escaped. A query that
/// is a form is brought into one order (``FormQuery``). The result is a URL whose key is itself.
enum URLKey {
    /// The end of the href's prefix that the key covers: neither fragment nor bare `?`.
    @inline(__always)
    static func end(_ parts: URLParts) -> Int {
        Int(parts.fragmentStart &- parts.queryStart == 1 ? parts.queryStart : parts.fragmentStart)
    }

    /// Whether the key is the href up to `end`.
    @inline(__always)
    static func isPrefix(_ href: Span<UInt8>, _ parts: URLParts, _ end: Int, ordersForms: Bool) -> Bool {
        Self.firstRewritten(href, parts, end) == end && !(ordersForms && Self.needsOrder(href, parts, end))
    }

    /// Writes the key of the URL `href` with `parts` to `sink`. Allocates only when a form must be brought in order.
    @inline(__always)
    static func write(
        _ href: Span<UInt8>, _ parts: URLParts, ordersForms: Bool, to sink: inout some URLKeySink & ~Copyable
    ) {
        let end = Self.end(parts)
        let first = Self.firstRewritten(href, parts, end)
        if ordersForms, Self.needsOrder(href, parts, end) {
            Self.writeOrdered(href, first, end, to: &sink)
            return
        }
        sink.append(href, from: 0, to: first)
        if first < end { Self.rewrite(href, from: first, to: end, to: &sink) }
    }

    @inline(__always)
    private static func needsOrder(_ href: Span<UInt8>, _ parts: URLParts, _ end: Int) -> Bool {
        parts.scheme.isSpecial && Int(parts.queryStart) < end
            && !FormQuery.isInOrder(href, from: Int(parts.queryStart) + 1, to: end)
    }

    @inline(never)
    private static func writeOrdered(
        _ href: Span<UInt8>, _ first: Int, _ end: Int, to sink: inout some URLKeySink & ~Copyable
    ) {
        var key = URLBuffer()
        key.append(href, from: 0, to: first)
        Self.rewrite(href, from: first, to: end, to: &key)
        key.withSpan { FormQuery.write($0, to: &sink) }
    }

    /// The first byte that rewriting changes, or `end`.
    @inline(__always)
    private static func firstRewritten(_ href: Span<UInt8>, _ parts: URLParts, _ end: Int) -> Int {
        guard parts.scheme.isSpecial else { return end }
        let start = min(Int(parts.pathStart), end)
        return ByteSet.notInKey.firstIndex(in: href, from: start, to: end, passingSlashes: true)
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
                if ByteSet.unreserved.contains(value) {
                    sink.append(value)
                } else {
                    Self.escape(value, to: &sink)
                }
                index += 3
                continue
            }
            // A `%` without two digits is read as itself by every server that takes it, so it equals `%25`.
            if ByteSet.notInKey.contains(byte) {
                Self.escape(byte, to: &sink)
            } else {
                sink.append(byte)
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
