/// How a run ended: the exit code of the program and its cause in words.
public struct CrawlEnding: Hashable, Sendable {
    /// The exit code of the program; 0 when the queue ran empty and the ledger closes.
    public var code: Int
    /// Why the run ended, in words.
    public var cause: String

    /// The run ended with `code` because of `cause`.
    public init(code: Int, cause: String) {
        self.code = code
        self.cause = cause
    }

    /// Whether nothing is left to do: the crawl ended by itself, whatever it met. Others can be resumed.
    public var isFinished: Bool { [0, 4, 6, 8].contains(self.code) }
}
