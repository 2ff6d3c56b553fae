/// How a run ended: the exit code of the program and its cause in words.
public struct CrawlEnding: Hashable, Sendable {
    /// How it ended, as the exit codes of the program say it; 0 when the queue ran empty and the ledger closes.
    public var code: Int
    /// Why the run ended, in words.
    public var cause: String

    /// The run ended with `code` because of `cause`.
    public init(code: Int, cause: String) {
        self.code = code
        self.cause = cause
    }

    /// The code of a run whose reader of the records left. To a script that is no failure: its own `head` has what it wanted.
    public static let consumerLeft = 16

    /// What the program exits with.
    public var exitStatus: Int { self.code == CrawlEnding.consumerLeft ? 0 : self.code }

    /// Whether nothing is left to do: the crawl ended by itself, whatever it met. Others can be resumed.
    public var isFinished: Bool { [0, 4, 6, 8].contains(self.code) }
}
