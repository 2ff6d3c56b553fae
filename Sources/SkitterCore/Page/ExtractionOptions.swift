/// What an extractor looks for, and where it stops.
public struct ExtractionOptions: Sendable, Hashable {
    /// Whether `action` of a form that is sent with GET counts as a link. Off: a crawler that submits empty forms
    /// searches every search box it meets.
    public var forms = false
    /// Whether `url()` and `@import` in `<style>` elements and `style` attributes count as links. Off: only a crawl
    /// that keeps what a page needs to be shown wants them.
    public var styles = false
    /// Links kept per page; 100,000 is ten times what the largest pages of saved crawls hold.
    public var maximumLinks = 100_000
    /// Attributes read per tag; 512 is far above what any generator writes.
    public var maximumAttributes = 512

    /// The defaults.
    public init() {}
}
