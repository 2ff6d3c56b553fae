/// Who fetches in a crawl, and why.
public struct TransportChoice: Hashable, Sendable, CustomStringConvertible {
    /// `curl`, `urlsession`, both with a comma between them where hosts differ, `replay` for a recording, or `own` for ``CrawlParts/session``.
    public let name: String
    /// Why it was chosen, in words.
    public let reason: String

    /// Who fetches where `choice` is asked for.
    public init(_ choice: CrawlConfiguration.Transport) {
        switch choice {
        case .automatic:
            self.name = "curl"
            self.reason = "auto takes it: it keeps the whole contract of sessions"
        case .curl, .urlsession:
            self.name = choice.rawValue
            self.reason = "asked for"
        }
    }

    /// Who fetches in a crawl that is configured so.
    package init(_ configuration: CrawlConfiguration) {
        if let directory = configuration.state.replaysFrom {
            self.init(name: "replay", reason: "\(directory) answers, nothing is sent")
        } else {
            self.init(configuration.http)
        }
    }

    private init(_ http: CrawlConfiguration.HTTP) {
        let usual = TransportChoice(http.transport)
        let transports = TransportsOfHosts(http)
        guard transports.all.count > 1 else {
            self = usual
            return
        }
        let others = transports.others.joined(separator: ", ")
        self.init(
            name: transports.all.map(\.rawValue).sorted().joined(separator: ", "),
            reason: "\(usual.name): \(usual.reason); the other for \(others)")
    }

    private init(name: String, reason: String) {
        self.name = name
        self.reason = reason
    }

    /// A program fetches by sessions of its own.
    static let own = TransportChoice(name: "own", reason: "the program brings its sessions")

    /// Both, in one line.
    public var description: String { "\(self.name) (\(self.reason))" }
}
