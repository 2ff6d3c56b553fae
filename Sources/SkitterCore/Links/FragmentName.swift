/// The name of a place in a page, as a fragment has it (HTML, "select the indicated part").
package struct FragmentName: Sendable, Hashable {
    /// The fragment as it stands in the URL.
    package let text: String
    /// The hash of the fragment as it stands.
    package let plain: UInt64
    /// The hash of the fragment, percent-decoded.
    package let decoded: UInt64

    /// The place that the URL `url` names; nil where every page has it or no element is meant: no fragment, an empty one, `top`,
    /// a text to look for (`:~:`), and what begins with `!` or `/`, by which scripts choose what they show.
    package init?(ofURL url: String) {
        guard let mark = url.utf8.firstIndex(of: UInt8(ascii: "#")) else { return nil }
        var bytes = Array(url.utf8[url.utf8.index(after: mark)...])
        if let directive = FragmentName.directive(in: bytes) { bytes.removeSubrange(directive...) }
        guard let first = bytes.first, first != UInt8(ascii: "!"), first != UInt8(ascii: "/") else { return nil }
        let decoded = bytes.span.percentDecoded()
        guard !FragmentName.isTop(decoded) else { return nil }
        self.text = String(decoding: bytes, as: UTF8.self)
        self.plain = FragmentName.hash(bytes.span)
        self.decoded = FragmentName.hash(decoded.span)
    }

    /// Whether one of `anchors`, sorted, is meant.
    package func isAmong(_ anchors: [UInt64]) -> Bool {
        FragmentName.holds(anchors, self.plain) || FragmentName.holds(anchors, self.decoded)
    }

    /// The hash of a name, in UTF-8.
    package static func hash(_ name: Span<UInt8>) -> UInt64 {
        var hash = SipHash(seed: 0)
        hash.update(name)
        return hash.finalize()
    }

    private static func holds(_ sorted: [UInt64], _ value: UInt64) -> Bool {
        var range = sorted.indices
        while let middle = range.isEmpty ? nil : range.lowerBound + range.count / 2 {
            if sorted[middle] == value { return true }
            range = sorted[middle] < value ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
        }
        return false
    }

    /// Where a fragment directive begins (URL Fragment Text Directives, `:~:`).
    private static func directive(in bytes: [UInt8]) -> Int? {
        let mark = Array(":~:".utf8)
        return bytes.indices.first { bytes[$0...].starts(with: mark) }
    }

    private static func isTop(_ name: [UInt8]) -> Bool {
        name.count == 3 && zip(name, "top".utf8).allSatisfy { $0 | 0x20 == $1 }
    }
}
