internal import Skitter

/// Ends a command with an exit code, and one sentence where nothing has been said yet.
struct CommandFailure: Error {
    let cause: ExitCause
    /// What happened, where, and what to do; nil when it was said already.
    let message: String?

    init(_ cause: ExitCause, _ message: String? = nil) {
        self.cause = cause
        self.message = message
    }

    /// Ends it as `error` says.
    init(_ error: CrawlError) {
        self.init(error.cause, error.description)
    }
}
