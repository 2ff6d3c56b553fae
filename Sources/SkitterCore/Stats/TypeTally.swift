/// Answered visits by media type. A server may name any type: beyond ``limit`` types the rest is counted as `(others)`.
struct TypeTally: Sendable {
    static let limit = 200
    static let others = "(others)"
    static let absent = "(none)"
    /// A longer name is no media type that anyone registered.
    private static let nameLimitBytes = 127

    private var figures: [String: TypeFigures] = [:]

    mutating func count(_ type: String?, bytes: Int) {
        var name = type ?? TypeTally.absent
        if name.utf8.count > TypeTally.nameLimitBytes { name = TypeTally.others }
        if let index = self.figures.index(forKey: name) {
            self.figures.values[index].count(bytes: bytes)
        } else {
            let isFull = self.figures.count >= TypeTally.limit
            self.figures[isFull ? TypeTally.others : name, default: TypeFigures(type: isFull ? TypeTally.others : name)]
                .count(bytes: bytes)
        }
    }

    /// Commonest first, equal ones by name.
    var sorted: [TypeFigures] {
        self.figures.values.sorted { $0.visits != $1.visits ? $0.visits > $1.visits : $0.type < $1.type }
    }
}
