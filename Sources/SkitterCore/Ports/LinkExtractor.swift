/// Bytes of a page to its links and directives.
///
/// Synchronous: it runs in the task that visits the page, never on an actor. It never fails: whatever the bytes are,
/// the answer is what the HTML standard's parser would have seen, and a limit that cut something off is named in
/// ``ExtractedPage/truncated``. HTML, XML and style sheets are read, each by its own rules (``DocumentKind``). Time is
/// linear in the body, memory grows with the links and not with the bytes.
public protocol LinkExtractor: Sendable {
    /// The links and directives of a document.
    func extract(_ body: [UInt8], _ document: DocumentContext) -> ExtractedPage
}
