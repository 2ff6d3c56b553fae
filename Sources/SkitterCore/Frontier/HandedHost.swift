/// What a frontier of many crawlers hands to one of them: a host that nobody else asks meanwhile, and URLs of it.
package struct HandedHost: Sendable {
    /// Its name.
    package let name: String
    /// The ports by which seeds name it.
    package var ports: [Int32] = []
    /// Requests and retries so far, and answers in a row that asked to be left alone.
    package var requests = 0
    package var retries = 0
    package var refusals = 0
    /// Pages fetched of it.
    package var fetched = 0
    /// What is known of its robots.txt.
    package var robots: [JournalNotes.Robots] = []
    /// What to visit.
    package var urls: [QueuedURL] = []
    /// Those of them that are seeds, or that seeds were redirected to.
    package var seeds: Set<UInt64> = []

    package init(name: String) {
        self.name = name
    }
}
