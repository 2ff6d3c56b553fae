/// A crawl had something under way and nothing moved for so long that somebody should look.
public struct Stall: Hashable, Sendable {
    /// What has waited longest.
    public var stage: Limiter
    /// The URL, or the name of the host, that waits; nil where it is none in particular.
    public var subject: String?
    /// When something last moved, since the start of the run.
    public var since: Duration
    /// How long nothing had moved when this was noticed.
    public var length: Duration

    /// Nothing moved for `length`.
    public init(stage: Limiter, subject: String?, since: Duration, length: Duration) {
        self.stage = stage
        self.subject = subject
        self.since = since
        self.length = length
    }
}

extension Stall: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        let subject = TerminalText.escaped(self.subject ?? "the crawl")
        let words =
            switch self.stage {
            case .network: "waits for the network"
            case .server: "waits for the server's answer"
            case .dns: "waits for the address of its host"
            case .parse: "is being read"
            case .processor: "waits for its turn"
            case .disk: "waits for what was found to be written"
            case .consumer: "waits for whoever is handed the records"
            case .politeness, .frontierEmpty, .budget, .paused: "waits (\(self.stage.rawValue))"
            }
        return "nothing has moved for \(self.length.components.seconds) s: \(subject) \(words)"
    }
}
