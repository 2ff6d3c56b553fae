public import SkitterCore

/// Finds what fragments may name in HTML: `id` of any element, `name` of an `a` (HTML, "find a potential indicated element").
public struct HTMLAnchorReader: AnchorReader {
    /// A reader.
    public init() {}

    /// The hashes of the names, sorted; nil for anything but HTML and XHTML.
    public func anchors(_ body: [UInt8], contentType: String?) -> [UInt64]? {
        let isXHTML = contentType.flatMap(MediaType.init)?.essence == "application/xhtml+xml"
        guard isXHTML || DocumentKind(contentType: contentType) == .html else { return nil }
        let encoding = isXHTML ? .utf8 : EncodingDecision(body.span, contentType: contentType).encoding
        var hashes: Set<UInt64> = []
        if encoding == .utf8 {
            AnchorScan.run(body.span) { hashes.insert(FragmentName.hash($0)) }
        } else {
            let text = encoding.decodeToUTF8(body.span)
            AnchorScan.run(text.span) { hashes.insert(FragmentName.hash($0)) }
        }
        return hashes.sorted()
    }
}
