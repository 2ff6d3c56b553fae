import SkitterFixtureWeb

extension FixtureServer.Options {
    /// The log is kept for the test to read.
    static var logged: FixtureServer.Options {
        var options = FixtureServer.Options()
        options.keepsLogEntries = true
        return options
    }

    /// The same, with each answer late by `latency`.
    static func logged(latency: Duration) -> FixtureServer.Options {
        var options = FixtureServer.Options.logged
        options.latency = latency
        return options
    }
}

extension FixtureLog {
    /// Path and query of each request but those for robots.txt.
    var requestedPages: [String] {
        self.entries.map(\.target).filter { $0 != "/robots.txt" }
    }

    func count(of target: String) -> Int {
        self.entries.count { $0.target == target }
    }

    /// When requests came, in order; with a target, those for it.
    func arrivals(of target: String? = nil) -> [Int64] {
        self.entries.filter { target == nil || $0.target == target }.map(\.receivedMicroseconds).sorted()
    }

    /// The times between requests, in order.
    func gaps(of target: String? = nil) -> [Duration] {
        let arrivals = self.arrivals(of: target)
        return zip(arrivals, arrivals.dropFirst()).map { .microseconds($1 - $0) }
    }
}
