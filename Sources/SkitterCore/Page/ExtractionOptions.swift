/// What an extractor looks for, and where it stops.
public struct ExtractionOptions: Sendable, Hashable {
    /// Whether `action` of a form that is sent with GET counts as a link. Off: a crawler that submits empty forms
    /// searches every search box it meets.
    public var forms = false
    /// Whether `url()` and `@import` in `<style>` elements and `style` attributes count as links. Off: only a crawl
    /// that keeps what a page needs to be shown wants them.
    public var styles = false
    /// Whether the text of `a` elements is kept (``RawLink/anchorText``). Off: a crawl that follows links has no use for
    /// it, and reading it costs time.
    public var anchorTexts = false
    /// Links kept per page; 50,000 is five times what the largest pages of saved crawls hold.
    public var maximumLinks = 50_000
    /// Attributes read per tag; 1,000 is far above what any generator writes.
    public var maximumAttributes = 1_000
    /// Bytes of a value, as it stands in the page; 64 KiB is 32 times the longest URL that a crawl requests. Longer `data:` URLs are
    /// left out without a word, since nothing is fetched for them.
    public var maximumValueBytes = 65_536
    /// Bytes of an anchor text, whole characters. Not a limit that ``ExtractedPage/truncated`` names: it cuts what is shown
    /// of a link, never a link.
    public var maximumAnchorTextBytes = 200

    /// The defaults.
    public init() {}
}
