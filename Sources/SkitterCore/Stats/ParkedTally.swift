/// Counts parked URLs by pattern, in bounded memory.
package struct ParkedTally: Sendable {
    /// Patterns beyond this are counted, not told apart.
    package static let limit = 10_000

    private struct Entry {
        var urls = 0
        var isByUser = false
    }

    private var patterns: [String: Entry] = [:]
    private var total = 0
    private var untold = 0

    package init() {}

    /// `urls` URLs of `pattern` were parked.
    package mutating func count(_ pattern: String, urls: Int = 1, byUser: Bool = false) {
        self.total &+= urls
        if let index = self.patterns.index(forKey: pattern) {
            self.patterns.values[index].urls &+= urls
            if byUser { self.patterns.values[index].isByUser = true }
            self.dropEmpty(pattern)
        } else if self.patterns.count < ParkedTally.limit {
            self.patterns[pattern] = Entry(urls: urls, isByUser: byUser)
        } else {
            self.untold &+= urls
        }
    }

    /// Whether parked URLs of `pattern` are counted.
    package func hasURLs(of pattern: String) -> Bool { (self.patterns[pattern]?.urls ?? 0) > 0 }

    /// `urls` URLs of `pattern` went back into the queue. Of several directories, that may be told before they were parked.
    package mutating func takenBack(_ pattern: String, urls: Int = 1) {
        self.total &-= urls
        if let index = self.patterns.index(forKey: pattern) {
            self.patterns.values[index].urls &-= urls
            self.patterns.values[index].isByUser = false
            self.dropEmpty(pattern)
        } else if self.patterns.count < ParkedTally.limit {
            self.patterns[pattern] = Entry(urls: -urls)
        } else {
            self.untold &-= urls
        }
    }

    /// The user decided so: what he parked is known even without a URL.
    package mutating func decided(_ parking: Parking) {
        if parking.isParked {
            self.patterns[parking.pattern, default: Entry()].isByUser = true
        } else {
            self.patterns[parking.pattern]?.isByUser = false
            self.dropEmpty(parking.pattern)
        }
    }

    private mutating func dropEmpty(_ pattern: String) {
        guard let entry = self.patterns[pattern], entry.urls == 0, !entry.isByUser else { return }
        self.patterns[pattern] = nil
    }

    /// The user's patterns and the largest of the others by name. Those beyond the limit are counted as one.
    package var figures: ParkedFigures {
        var figures = ParkedFigures()
        figures.urls = max(0, self.total)
        figures.emptyPatterns = self.patterns.filter { $0.value.urls <= 0 && $0.value.isByUser }.keys.sorted()
        let sorted = self.patterns.filter { $0.value.urls > 0 }.map {
            ParkedFigures.Pattern(pattern: $0.key, urls: $0.value.urls, isByUser: $0.value.isByUser)
        }.sorted { left, right in
            left.isByUser == right.isByUser
                ? (right.urls, left.pattern) < (left.urls, right.pattern) : left.isByUser
        }
        figures.patterns = Array(sorted.prefix(ParkedFigures.limit))
        figures.otherPatterns = sorted.count - figures.patterns.count + (self.untold > 0 ? 1 : 0)
        return figures
    }
}
