/// What an extractor looks for, and where it stops.
public struct ExtractionOptions: Sendable, Hashable {
    /// Whether `action` of a form that is sent with GET counts as a link. Off: a crawler that submits empty forms
    /// searches every search box it meets.
    public var forms = false
    /// Whether `url()` and `@import` in `<style>` elements and `style` attributes count as links. Off: only a crawl
    /// that keeps what a page needs to be shown wants them.
    public var styles = false
    /// Links kept per page; 50,000 is five times what the largest pages of saved crawls hold.
    public var maximumLinks = 50_000
    /// Attributes read per tag; 1,000 is far above what any generator writes.
    public var maximumAttributes = 1_000
    /// Bytes of a value, as it stands in the page; 64 KiB is 30 times what servers take for a URL. Longer `data:` URLs are
    /// left out without a word, since nothing is fetched for them.
    public var maximumValueBytes = 65_536

    /// The defaults.
    public init() {}
}
