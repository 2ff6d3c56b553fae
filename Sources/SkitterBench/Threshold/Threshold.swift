import SkitterCore

/// A condition under which a benchmark has failed: `async.p50 > 1.05*baseline`.
///
/// `CELL.METRIC OP LIMIT`, where OP is one of `> >= < <=` and LIMIT is a number, `baseline` (the same figure of the earlier
/// run), another `CELL.METRIC` of this run, or a number times one of those.
package struct Threshold: Hashable, Sendable {
    /// How the two sides are compared.
    enum Operator: String, CaseIterable, Sendable {
        // The longer ones first: they are looked for in this order.
        case atLeast = ">="
        case atMost = "<="
        case above = ">"
        case below = "<"

        func holds(_ left: Double, _ right: Double) -> Bool {
            switch self {
            case .atLeast: left >= right
            case .atMost: left <= right
            case .above: left > right
            case .below: left < right
            }
        }
    }

    /// A figure of a case.
    struct Figure: Hashable, Sendable {
        let name: CaseName
        let metric: BenchMetric
    }

    /// What a limit is a multiple of.
    enum Unit: Hashable, Sendable {
        case one
        case baseline
        case figure(Figure)
    }

    /// The condition as it was written.
    package let text: String
    let left: Figure
    let comparison: Operator
    let factor: Double
    let unit: Unit

    /// The condition that `text` is, or a sentence about what is wrong with it.
    package init(_ text: String) throws(BenchError) {
        self.text = text
        guard let (comparison, place) = Self.findOperator(in: text) else {
            throw BenchError("--fail-if '\(text)': one of > >= < <= is missing, as in 'async.p50 > 1.05*baseline'.")
        }
        self.comparison = comparison
        self.left = try Self.figure(String(text[..<place.lowerBound]).trimmingSpaces, in: text)
        let right = String(text[place.upperBound...]).trimmingSpaces
        let factors = right.split(separator: "*", omittingEmptySubsequences: false).map { String($0).trimmingSpaces }
        guard factors.count <= 2 else {
            throw BenchError("--fail-if '\(text)': the limit is a number times one thing at most.")
        }
        if factors.count == 1, let number = Self.number(factors[0]) {
            (self.factor, self.unit) = (number, .one)
            return
        }
        var factor = 1.0
        if factors.count == 2 {
            guard let number = Self.number(factors[0]) else {
                throw BenchError("--fail-if '\(text)': '\(factors[0])' is not a number.")
            }
            factor = number
        }
        self.factor = factor
        let name = factors[factors.count - 1]
        self.unit = name == "baseline" ? .baseline : .figure(try Self.figure(name, in: text))
    }

    /// Whether an earlier run is needed to judge it.
    package var needsBaseline: Bool { self.unit == .baseline }

    private static func findOperator(in text: String) -> (Operator, Range<String.Index>)? {
        guard let start = text.firstIndex(where: { $0 == ">" || $0 == "<" }) else { return nil }
        for candidate in Operator.allCases where text[start...].hasPrefix(candidate.rawValue) {
            return (candidate, start..<text.index(start, offsetBy: candidate.rawValue.count))
        }
        return nil
    }

    /// `CELL.METRIC`. The metric may hold a point (`p99.9`), a cell's name may not end in what is a metric.
    private static func figure(_ word: String, in text: String) throws(BenchError) -> Figure {
        for (index, character) in zip(word.indices, word) where character == "." {
            guard let metric = BenchMetric(name: String(word[word.index(after: index)...])) else { continue }
            return Figure(name: CaseName(String(word[..<index])), metric: metric)
        }
        guard word.contains(".") else {
            throw BenchError("--fail-if '\(text)': '\(word)' is not CELL.METRIC, such as async.p50.")
        }
        let known = BenchMetric.allCases.map(\.rawValue).joined(separator: ", ")
        throw BenchError("--fail-if '\(text)': '\(word)' names no figure; there are \(known).")
    }

    private static func number(_ word: String) -> Double? {
        guard word.utf8.first.map({ $0 != UInt8(ascii: "+") }) ?? false, let number = Double(word), number.isFinite,
            !word.contains(where: \.isLetter)
        else { return nil }
        return number
    }
}
