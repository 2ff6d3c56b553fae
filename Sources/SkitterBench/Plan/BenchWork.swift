/// What is done with a body when it has come, in the place of a request that waits: the same for every strategy.
package enum BenchWork: String, Codable, CaseIterable, Hashable, Sendable {
    /// Nothing but its SHA-256, which every body gets for the comparison.
    case io
    /// Links are read from it and its SHA-256 is taken ten times: waiting and computing both count.
    case mixed
    /// The same a hundred times: the processor is the limit.
    case cpu

    /// How often a body is read for links.
    package var repetitions: Int {
        switch self {
        case .io: 0
        case .mixed: 10
        case .cpu: 100
        }
    }
}
