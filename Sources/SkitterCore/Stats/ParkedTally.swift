/// Counts parked URLs by pattern, in bounded memory.
package struct ParkedTally: Sendable {
    /// Patterns beyond this are counted, not told apart.
    package static let limit = 10_000

    private var urls: [String: Int] = [:]
    private var total = 0
    private var untold = 0

    package init() {}

    /// A URL of `pattern` was parked.
    package mutating func count(_ pattern: String) {
        self.total &+= 1
        if self.urls[pattern] != nil {
            self.urls[pattern]? &+= 1
        } else if self.urls.count < ParkedTally.limit {
            self.urls[pattern] = 1
        } else {
            self.untold &+= 1
        }
    }

    /// The largest patterns by name. Those beyond the limit are counted as one.
    package var figures: ParkedFigures {
        var figures = ParkedFigures()
        figures.urls = self.total
        let sorted = self.urls.map { ParkedFigures.Pattern(pattern: $0.key, urls: $0.value) }
            .sorted { ($1.urls, $0.pattern) < ($0.urls, $1.pattern) }
        figures.patterns = Array(sorted.prefix(ParkedFigures.limit))
        figures.otherPatterns = sorted.count - figures.patterns.count + (self.untold > 0 ? 1 : 0)
        return figures
    }
}
