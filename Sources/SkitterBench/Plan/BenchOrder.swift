/// In which order the cases of a round take their turns.
package enum BenchOrder: String, CaseIterable, Hashable, Sendable {
    /// Forward, then backward, and so on: what grows or shrinks steadily meanwhile favours none (A B B A).
    case abba
    /// Shuffled anew for each round, by the seed alone.
    case random
}
