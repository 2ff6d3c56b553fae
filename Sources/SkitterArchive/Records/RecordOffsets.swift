/// How much of each file of records is good, in bytes: each ends there where a line ends.
package struct RecordOffsets: Hashable, Sendable {
    /// Of `pages.jsonl`.
    package var pages: Int
    /// Of `skipped.jsonl`.
    package var skipped: Int
    /// Of `depths.jsonl`.
    package var depths: Int

    /// Such parts of the three files; by default nothing of any.
    package init(pages: Int = 0, skipped: Int = 0, depths: Int = 0) {
        self.pages = pages
        self.skipped = skipped
        self.depths = depths
    }
}
