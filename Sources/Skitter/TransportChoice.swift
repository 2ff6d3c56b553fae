/// Who fetches in a crawl, and why.
public struct TransportChoice: Hashable, Sendable, CustomStringConvertible {
    /// `curl` or `urlsession`.
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

    /// Both, in one line.
    public var description: String { "\(self.name) (\(self.reason))" }
}
