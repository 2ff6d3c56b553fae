/// One measurement: one case in one round, in a process of its own.
package struct BenchCell: Hashable, Sendable {
    package let subject: BenchCase
    /// Counted from 1, warm-up rounds apart from the others.
    package let round: Int
    /// Whether it is run and thrown away.
    package let isWarmUp: Bool

    package init(_ subject: BenchCase, round: Int, isWarmUp: Bool = false) {
        self.subject = subject
        self.round = round
        self.isWarmUp = isWarmUp
    }
}
