/// What keeps a crawl from going faster. Stable words of the progress line, of `timeseries.csv` and of the metrics.
///
/// A crawl has as many places as requests may be in flight. At every instant each place waits for one of these, whether a
/// visit has it or not.
public enum Limiter: String, CaseIterable, Hashable, Sendable {
    /// A free place: every host with work keeps its distance, or has as many requests in flight as it bears.
    case politeness
    /// A visit: a connection is being made, or a body is on its way.
    case network
    /// A visit: the request is sent, and no answer has come.
    case server
    /// A free place or a visit: a host name is being looked up.
    case dns
    /// A visit: its answer is being read.
    case parse
    /// A visit that could go on, and waits until the machine has time for it.
    case processor
    /// A free place: what was found is written more slowly than pages come.
    case disk
    /// A free place: whoever is handed the records takes them more slowly than pages come.
    case consumer
    /// A free place: no URL waits for it.
    case frontierEmpty = "frontier-empty"
    /// A free place: a budget of the crawl is spent.
    case budget
    /// A free place: the user has paused the crawl.
    case paused

    /// Its place among ``allCases``.
    package var index: Int {
        switch self {
        case .politeness: 0
        case .network: 1
        case .server: 2
        case .dns: 3
        case .parse: 4
        case .processor: 5
        case .disk: 6
        case .consumer: 7
        case .frontierEmpty: 8
        case .budget: 9
        case .paused: 10
        }
    }
}
