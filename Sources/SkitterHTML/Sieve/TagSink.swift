import SkitterCore

/// Takes what the sieve found, in document order: raw bytes, not yet decoded.
protocol TagSink {
    mutating func beginTag()
    /// An attribute that the kind of tag wants; each name once, the first of duplicates.
    mutating func attribute(_ name: AttributeName, _ value: Range<Int>, _ bytes: Span<UInt8>)
    /// `isHidden`: inside `noscript`.
    mutating func endTag(_ kind: TagKind, isHidden: Bool)
    /// The bytes ended inside a `<meta>`, behind a whole attribute: only a refresh may come of it.
    mutating func endCutMeta(isHidden: Bool)
    mutating func dropTag()
    /// The text of an HTML `<title>` or `<style>`.
    mutating func title(_ text: Range<Int>, _ bytes: Span<UInt8>)
    mutating func style(_ text: Range<Int>, _ bytes: Span<UInt8>)
    /// Text behind an `a` tag, in pieces; `isRaw`: without references.
    mutating func text(_ text: Range<Int>, _ bytes: Span<UInt8>, isRaw: Bool)
    /// An `a` element ended or is about to begin.
    mutating func endText()
    /// From here on links are the body's, until ``dropBody()`` says that a frameset took its place.
    mutating func beginBody()
    mutating func dropBody()
    mutating func truncate(_ cause: ExtractedPage.Truncation)
    /// Forgets everything: the sieve starts again.
    mutating func restart()
}
