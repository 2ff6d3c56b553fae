/// What one page said: its links in document order and its directives, as ranges of one arena of UTF-8 bytes, so that
/// a page costs three allocations, not one per link.
public struct ExtractedPage: Sendable {
    /// `<meta http-equiv=refresh>`, as the HTML standard's "shared declarative refresh steps" read it.
    public struct Refresh: Sendable, Hashable {
        /// Never negative. The standard waits whole seconds; the fraction is what the author wrote.
        public var seconds: Double
        /// Nil where the page reloads itself.
        public var target: TextRange?

        /// A refresh after `seconds`.
        public init(seconds: Double, target: TextRange?) {
            self.seconds = seconds
            self.target = target
        }
    }

    /// A `<meta name=… content=…>` that speaks to robots.
    public struct RobotsDirective: Sendable, Hashable {
        /// `robots`, or the product token of the crawler, as written.
        public var name: TextRange
        /// What it says.
        public var content: TextRange

        /// What `name` is told.
        public init(name: TextRange, content: TextRange) {
            self.name = name
            self.content = content
        }
    }

    /// Why the answer does not cover all of the page.
    public enum Truncation: String, Sendable, CaseIterable {
        /// More links than ``ExtractionOptions/maximumLinks``.
        case links
        /// A tag with more attributes than ``ExtractionOptions/maximumAttributes``.
        case attributes
        /// A value longer than ``ExtractionOptions/maximumValueBytes`` that is no `data:` URL was left out, or a header
        /// field or a text in XML of more than 1 MiB.
        case values
        /// The body is larger than offsets can name.
        case size
        /// Elements were nested deeper than is counted (256 around and in foreign content and templates), so that inner
        /// ones were closed early; in XML, more than 1,000 namespaces were in scope.
        case nesting
        /// An XML document that is not well-formed ends at its first error.
        case malformed
    }

    /// The arena that all ranges point into. UTF-8 (decoding replaces what is not).
    public var text: [UInt8] = []
    /// In document order.
    public var links: [RawLink] = []
    /// `href` of the first `<base>` that has one, wherever it stands.
    public var base: TextRange?
    /// The first `<title>`, white space collapsed.
    public var title: TextRange?
    /// `href` of the first `<link rel=canonical>`.
    public var canonical: TextRange?
    /// The first valid one.
    public var refresh: Refresh?
    /// All `<meta>` elements that speak to robots.
    public var metaRobots: [RobotsDirective] = []
    /// Whether a `<script>` was seen: a page with scripts and no links may need them.
    public var hasScripts = false
    /// Why an HTML page seems to show nothing without its scripts; looked at only where it has some and no link to follow.
    public var scriptNeed: ScriptNeed?
    /// WHATWG name, lower case.
    public var encodingName = "utf-8"
    /// Which rule decided the encoding.
    public var encodingSource = "default"
    /// Writes the queries of the page's links; nil where they are written in UTF-8.
    public var queryEncoder: (any QueryEncoder)?
    /// The first limit that cut something off.
    public var truncated: Truncation?

    /// A page that says nothing.
    public init() {}

    /// The bytes of a range of this page, not copied.
    public func bytes(_ range: TextRange) -> ArraySlice<UInt8> {
        self.text[range.indices]
    }

    /// The text of a range of this page.
    public func string(_ range: TextRange) -> String {
        String(decoding: self.text[range.indices], as: UTF8.self)
    }

    /// Lends the bytes of a range of this page.
    public func withSpan<R, E: Error>(of range: TextRange, _ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
        try body(self.text.span.extracting(range.indices))
    }
}
