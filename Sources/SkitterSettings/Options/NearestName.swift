/// Finds the name that a mistyped one was to be.
enum NearestName {
    /// The name with the fewest slips between it and `name`, where they are few; the first of several.
    static func of(_ name: String, among names: [String]) -> String? {
        let word = Array(name.lowercased().replacing("_", with: "-").utf8)
        let most = max(1, word.count / 3)
        var best: (name: String, slips: Int)?
        for candidate in names {
            let slips = self.slips(word, Array(candidate.utf8))
            if slips <= most, slips < best?.slips ?? .max { best = (candidate, slips) }
        }
        return best?.name
    }

    /// Letters that are missing, too many, wrong, or in each other's place (optimal string alignment).
    static func slips(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var before: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var next = [row + 1]
            for column in right.indices {
                var least = min(last[column + 1], next[column]) + 1
                least = min(least, last[column] + (left[row] == right[column] ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    least = min(least, before[column - 1] + 1)
                }
                next.append(least)
            }
            (before, last) = (last, next)
        }
        return last[right.count]
    }
}
