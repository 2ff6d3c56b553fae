/// One link as it was written: the attribute's value with its character references replaced, in UTF-8, not yet
/// resolved. All offsets point into the ``ExtractedPage/text`` of the page that holds it.
public struct RawLink: Sendable, Hashable {
    /// Where the URL starts and how many bytes it has.
    public var start: UInt32
    public var length: UInt32
    /// The value of `rel`, empty where there was none.
    public var relStart: UInt32
    public var relLength: UInt32
    /// The text of the link, empty where it was not collected.
    public var textStart: UInt32
    public var textLength: UInt32
    /// What was understood of `rel`.
    public var flags: LinkFlags
    public var element: LinkElement
    public var attribute: LinkAttribute

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

    public var url: TextRange {
        TextRange(start: self.start, length: self.length)
    }

    public var rel: TextRange {
        TextRange(start: self.relStart, length: self.relLength)
    }

    public var anchorText: TextRange {
        TextRange(start: self.textStart, length: self.textLength)
    }
}
