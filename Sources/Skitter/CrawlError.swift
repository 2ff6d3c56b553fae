package import SkitterArchive
internal import SkitterCore

/// Why a crawl could not be run to an end of its own, in one sentence that says what, where, and what to do.
public struct CrawlError: Error, Sendable, CustomStringConvertible {
    /// The exit code it means.
    public let cause: ExitCause
    /// The sentence.
    public let description: String
    /// What a part that the program brings threw, where that was it.
    public let underlying: (any Error)?

    init(cause: ExitCause, message: String, underlying: (any Error)? = nil) {
        self.cause = cause
        self.description = message
        self.underlying = underlying
    }

    /// A page handler threw `error`.
    init(handler error: any Error) {
        self.init(cause: .unexpected, message: "the page handler failed: \(error)", underlying: error)
    }

    /// A directory cannot be read: one that is no crawl's is refused, like one where files are missing.
    package init(reading error: ArchiveError) {
        self.init(
            cause: error.code.isRefusal || error.code == .missing ? .directory : .inputOutput,
            message: error.description)
    }

    /// A crawl failed of `error`, whatever that is.
    init(of error: any Error) {
        switch error {
        case let error as CrawlError: self = error
        case let error as ArchiveError: self.init(error)
        case let error as SpillFailure: self.init(cause: .inputOutput, message: error.description)
        case let error as ConfigurationError: self.init(cause: .usage, message: error.description)
        default:
            self =
                CrawlError(sharing: error)
                ?? CrawlError(cause: .unexpected, message: "\(error)", underlying: error)
        }
    }

    init(_ error: ArchiveError) {
        self.init(cause: error.code.isRefusal ? .directory : .inputOutput, message: error.description)
    }
}
