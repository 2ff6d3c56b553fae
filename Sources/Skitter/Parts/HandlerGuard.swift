internal import SkitterCore
internal import SkitterLock

/// Ends the crawl at the first page of which its handler throws, and keeps the error.
final class HandlerGuard: PageHandler {
    private let handler: any PageHandler
    private let control: CrawlControl
    /// The first error.
    private let failure = Locked<(any Error)?>(nil)

    init(_ handler: any PageHandler, control: CrawlControl) {
        self.handler = handler
        self.control = control
    }

    var error: (any Error)? { self.failure.withLock { $0 } }

    func handle(_ page: FetchedPage) async throws -> PageAnswer {
        // Until the crawl has heard of it, more pages come.
        if let error = self.error { throw error }
        do {
            return try await self.handler.handle(page)
        } catch {
            // A crawl that is stopped cancels its visits: that is no failure of theirs.
            if !Task.isCancelled {
                self.failure.withLock { if $0 == nil { $0 = error } }
                self.control.send(.stop)
            }
            throw error
        }
    }
}
