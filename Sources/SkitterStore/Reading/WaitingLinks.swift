internal import SkitterCore

/// Links that waited for their host to come into scope, with the page that named each first: as the crawl itself remembered
/// them.
struct WaitingLinks {
    private var parents: [UInt64: String] = [:]

    /// Page `parent` named URL `id`, which must wait.
    mutating func wait(_ id: UInt64, parent: String) {
        if self.parents[id] == nil { self.parents[id] = parent }
    }

    /// The page that URL `id` waited with, now that it became known; nil where it did not wait. Where the page of the step
    /// names the URL too, that came first: its links enter the queue before those that waited.
    mutating func take(_ id: UInt64) -> String? {
        self.parents.isEmpty ? nil : self.parents.removeValue(forKey: id)
    }
}
