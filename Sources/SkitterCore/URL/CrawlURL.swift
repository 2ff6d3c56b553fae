/// A URL as the WHATWG URL Standard parses and serialises it.
///
/// The value is the serialised href and the offsets of its components: one allocation, and every getter is a slice of
/// the text that is requested from the server. Two URLs are equal when their hrefs are; parsing an href gives the same
/// URL again. For "have I seen this?" use ``key(_:)`` or ``fingerprint(seed:policy:)``.
public struct CrawlURL: Sendable {
    /// The serialisation: ASCII, byte for byte what the standard's URL serializer writes.
    public let href: String
    package let parts: URLParts

    /// Trusts its caller that `parts` belong to `href`.
    init(href: String, parts: URLParts) {
        self.href = href
        self.parts = parts
    }

    /// Parses `text`, relative to `base` when there is one.
    public init(_ text: String, base: CrawlURL? = nil) throws(URLParseError) {
        self = try Self.parse(text.utf8.span, base: base)
    }

    /// Parses the bytes of a link; what is no UTF-8 is read as U+FFFD.
    /// - Parameters:
    ///   - bytes: the link as it was written.
    ///   - base: what it is resolved against; nil where it must be absolute.
    ///   - query: encodes the query in the charset of the document; nil stands for UTF-8.
    public static func parse(
        _ bytes: Span<UInt8>, base: CrawlURL?, query: (any QueryEncoder)? = nil
    ) throws(URLParseError) -> CrawlURL {
        // Nearly every URL fits the stack buffer, so that the string is the only allocation.
        let result: Result<CrawlURL, URLParseError> = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1024) {
            scratch in
            var parser = URLParser(out: URLBuffer(scratch: scratch))
            do throws(URLParseError) {
                if let base {
                    try parser.parse(bytes, base: base.href.utf8.span, baseParts: base.parts, query: query)
                } else {
                    try parser.parse(bytes, base: Span(), baseParts: nil, query: query)
                }
                return .success(CrawlURL(href: parser.out.makeString(), parts: parser.parts))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// The bytes of ``href``, without a copy; `hrefUTF8.span` lends them out.
    public var hrefUTF8: String.UTF8View { self.href.utf8 }
}

extension CrawlURL: Hashable {
    /// Whether both have the same href.
    public static func == (left: CrawlURL, right: CrawlURL) -> Bool { left.href == right.href }

    /// Hashes the href.
    public func hash(into hasher: inout Hasher) { hasher.combine(self.href) }
}

extension CrawlURL: CustomStringConvertible {
    /// The href.
    public var description: String { self.href }
}
