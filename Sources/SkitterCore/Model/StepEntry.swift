/// What one step of the frontier makes durable, numbered in the order of the steps.
///
/// Entries are written in this order and each commit is a prefix of them, so that record and queue never disagree.
public struct StepEntry: Sendable {
    /// 1, 2, 3, … without gaps.
    public var step: UInt64
    /// The visit that this step settled.
    public var visit: VisitRecord?
    /// The skips that this step settled.
    public var skipped: [SkippedRecord]
    /// Depths of fetched pages that this step lowered.
    public var depthChanges: [DepthChange]
    /// What was on the wire, where the crawl archives it.
    public var fetched: [FetchedExchange]
    /// Where the page of the visit leads, in a crawl that checks links.
    public var links: PageLinks?
    /// URLs that are handed out after this step and have not come back.
    public var inFlight = 0
    /// What a journal keeps besides; nil where there is none, or nothing to keep.
    public var notes: JournalNotes?

    /// Entry number `step`.
    public init(
        step: UInt64, visit: VisitRecord? = nil, skipped: [SkippedRecord] = [], depthChanges: [DepthChange] = [],
        fetched: [FetchedExchange] = [], notes: JournalNotes? = nil
    ) {
        self.step = step
        self.visit = visit
        self.skipped = skipped
        self.depthChanges = depthChanges
        self.fetched = fetched
        self.notes = notes
    }

    /// True when there is nothing to write.
    public var isEmpty: Bool {
        self.visit == nil && self.skipped.isEmpty && self.depthChanges.isEmpty && self.fetched.isEmpty
            && self.notes == nil
    }
}
