package import SkitterArchive

/// Why a crawl could not be run to an end of its own, in one sentence that says what, where, and what to do.
public struct CrawlError: Error, Sendable, CustomStringConvertible {
    /// The exit code it means.
    public let cause: ExitCause
    /// The sentence.
    public let description: String

    init(cause: ExitCause, message: String) {
        self.cause = cause
        self.description = message
    }

    /// A directory cannot be read: one that is no crawl's is refused, like one where files are missing.
    package init(reading error: ArchiveError) {
        self.init(
            cause: error.code.isRefusal || error.code == .missing ? .directory : .inputOutput,
            message: error.description)
    }

    init(_ error: ArchiveError) {
        self.init(cause: error.code.isRefusal ? .directory : .inputOutput, message: error.description)
    }
}
