extension FixtureServer {
    /// What is served. Faults are served beside either, under `/fault/`.
    package enum Content: Sendable {
        /// The made-up web, and beside it the site of ``FixtureTrap``, under `/trap/`.
        case web(FixtureWeb)
        /// A made-up web of many hosts, which are names for this server.
        case hosts(FixtureHosts)
        /// The files below this folder; see ``FixtureFolder``.
        case folder(String)
    }

    package struct Options: Sendable, Hashable {
        /// "127.0.0.1", another address of 127.0.0.0/8, "::1" or "localhost" (which is 127.0.0.1). Any other address is
        /// refused: what the server does on purpose must not be reachable from outside.
        package var host = "127.0.0.1"
        /// 0: any free port; ``FixtureServer/port`` tells which.
        package var port: UInt16 = 0
        /// Added before each answer.
        package var latency: Duration = .zero
        /// Where the access log is appended; see ``FixtureLog``.
        package var logFile: String?
        /// Keeps the log in memory too, for tests. Off: a server may run for days.
        package var keepsLogEntries = false

        package init() {}
    }
}
