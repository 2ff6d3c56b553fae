public import SkitterCore

/// Steers one run of a crawl from anywhere: hand it to ``Crawler/run(seeds:control:viewer:isolation:_:)-([String],_,_,_,_)``
/// and send what you want of it.
public final class CrawlControl: Sendable {
    /// What was sent and not obeyed yet.
    let commands: AsyncStream<CrawlCommand>
    private let continuation: AsyncStream<CrawlCommand>.Continuation

    /// A control that steers nothing yet; what is sent before the run begins is obeyed when it does.
    public init() {
        // More than that no hand sends before the first is obeyed; a program that does is not obeyed in all of it.
        (self.commands, self.continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(64))
    }

    /// The run obeys `command` as soon as it can. After its end that does nothing.
    public func send(_ command: CrawlCommand) {
        self.continuation.yield(command)
    }
}
