/// One link as it was written: the attribute's value with its character references replaced, in UTF-8, not yet
/// resolved. All offsets point into the ``ExtractedPage/text`` of the page that holds it.
public struct RawLink: Sendable, Hashable {
    /// Where the URL starts and how many bytes it has.
    public var start: UInt32
    /// Bytes of the URL.
    public var length: UInt32
    /// The value of `rel`, empty where there was none.
    public var relStart: UInt32
    /// Bytes of `rel`.
    public var relLength: UInt32
    /// The text of an `a` element (``ExtractionOptions/anchorTexts``), empty where it was not collected.
    public var textStart: UInt32
    /// Bytes of the anchor text.
    public var textLength: UInt32
    /// What was understood of `rel`.
    public var flags: LinkFlags
    /// The element that holds it.
    public var element: LinkElement
    /// The attribute that holds it.
    public var attribute: LinkAttribute

    /// A link to the URL at `url`.
    public init(
        _ url: TextRange, element: LinkElement, attribute: LinkAttribute,
        flags: LinkFlags = [], rel: TextRange = TextRange(start: 0, length: 0)
    ) {
        self.start = url.start
        self.length = url.length
        self.relStart = rel.start
        self.relLength = rel.length
        self.textStart = 0
        self.textLength = 0
        self.flags = flags
        self.element = element
        self.attribute = attribute
    }

    /// Where its URL stands in the text of the page.
    public var url: TextRange {
        TextRange(start: self.start, length: self.length)
    }

    /// Where its `rel` stands.
    public var rel: TextRange {
        TextRange(start: self.relStart, length: self.relLength)
    }

    /// Where its anchor text stands: what is between the tags of the `a` element but for other elements that hold text
    /// only (`script`, `style`, `textarea`, …), references replaced, white space collapsed, cut at
    /// ``ExtractionOptions/maximumAnchorTextBytes``. An element that is never closed ends where the next `a` begins.
    public var anchorText: TextRange {
        TextRange(start: self.textStart, length: self.textLength)
    }
}
