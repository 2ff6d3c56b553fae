internal import ArgumentParser
internal import Skitter
internal import SkitterCore

/// `skitter cluster pause`.
struct ClusterPauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Let all crawlers finish what is in flight, and wait.")

    @OptionGroup var frontier: FrontierOptions

    func run() async throws { try await ClusterCommand.tell(.pause, self.frontier) }
}

/// `skitter cluster resume`.
struct ClusterResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Let a crawl that was paused or stopped go on.")

    @OptionGroup var frontier: FrontierOptions

    func run() async throws { try await ClusterCommand.tell(.run, self.frontier) }
}

/// `skitter cluster stop`.
struct ClusterStopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Let all crawlers finish what is in flight, and end; none begins until `resume`."
    )

    @OptionGroup var frontier: FrontierOptions

    func run() async throws { try await ClusterCommand.tell(.stop, self.frontier) }
}

extension ClusterCommand {
    fileprivate static func tell(_ order: SharedCrawlStatus.Order, _ frontier: FrontierOptions) async throws {
        try await ClusterCommand.on(frontier) { crawl throws(CrawlError) in try await crawl.tell(order) }
    }
}
