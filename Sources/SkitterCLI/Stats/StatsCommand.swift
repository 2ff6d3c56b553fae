internal import ArgumentParser
internal import Skitter
internal import SkitterArchive
internal import SkitterCore
internal import SkitterReport

/// `skitter stats`: what happened, from the record of a crawl, also of one that runs.
struct StatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Show what happened in a crawl, from its directory; also while it runs.",
        discussion: """
            skitter stats DIR                      a page for people
            skitter stats DIR --by host --top 20   the twenty busiest hosts, the others in one row
            skitter stats DIR --follow             redrawn until the crawl ends
            skitter stats DIR --format prometheus  for a file that a node exporter picks up
            skitter stats DIR1 DIR2 DIR3           one crawl, whose crawlers shared a frontier

            The figures are the same in every format; docs/crawl-directory.md says what each is.
            Exit codes: 7 where DIR holds no crawl, or several hold no one crawl, 8 where the records do not hold what \
            summary.json counts, or a page is recorded in two directories.
            """)

    @Argument(
        help: ArgumentHelp(
            "The directory of a crawl; those of all its crawlers, where they shared a frontier.", valueName: "DIR"),
        completion: .directory)
    var directories: [String]

    @Option(help: "One table: by host, status, type, depth, time, error or transport.")
    var by: StatsCriterion?

    @Option(
        help: ArgumentHelp(
            "Name so many hosts, types, … the others become one row (default: all; 100 hosts).", valueName: "N"))
    var top: Int?

    @Option(help: "table, json, csv, prometheus, html or markdown.")
    var format = StatsFormat.table

    @Flag(help: "Show the figures again and again until the crawl ends: in place on a terminal, else block by block.")
    var follow = false

    @Option(help: ArgumentHelp("With --follow: how often.", valueName: "TIME"))
    var interval = DurationValue(.seconds(2))

    func validate() throws {
        if let top, top < 1 { throw ValidationError("--top needs a number from 1 on") }
        if self.interval.duration < .milliseconds(100) { throw ValidationError("--interval needs 100ms at least") }
        if self.by == .time, self.format == .prometheus {
            throw ValidationError(
                "--by time has no form in prometheus: a series over time is what Prometheus makes itself")
        }
    }

    func run() async throws {
        let rendering = StatsRendering(by: self.by?.criterion, format: self.format, top: self.top)
        var follower: CrawlFollower
        let directories: CrawlDirectories
        let replay: CrawlReplay
        let text: String
        do throws(ArchiveError) {
            directories = try CrawlDirectories(self.directories)
            follower = CrawlFollower(directories, withDetails: rendering.needsDetails)
            if self.follow { try await self.follow(&follower, rendering) }
            try follower.advance()
            replay = try follower.replay(hostLimit: rendering.hostLimit)
            text = try rendering.text(of: replay, follower)
        } catch {
            throw CommandFailure(CrawlError(reading: error))
        }
        self.tellOddities(of: replay, follower)
        Terminal.write(text)
        if replay.recordsMatchLedger == false {
            let hint = directories.parts.count > 1 ? "; is a directory of the crawl missing?" : ""
            throw CommandFailure(
                .ledger, "the records in \(directories.names) do not hold what summary.json counts\(hint)")
        }
        if replay.repeated.count > 0 { throw ExitCode(ExitCause.ledger.rawValue) }
    }

    /// Shows the figures until the crawl has ended, or nobody crawls any more. The last ones are for the caller to show.
    private func follow(_ follower: inout CrawlFollower, _ rendering: StatsRendering) async throws(ArchiveError) {
        let display = FollowDisplay()
        defer { display.end() }
        let clock = ContinuousClock()
        var visits = -1
        while true {
            let started = clock.now
            try follower.advance()
            let replay = try follower.replay(hostLimit: rendering.hostLimit)
            let isStill = replay.settled.accounted == visits
            visits = replay.settled.accounted
            let isOver = isStill && !self.directories.contains { CrawlDirectory.isBeingWritten($0) }
            if replay.ending != nil || isOver { return }
            display.show(try rendering.text(of: replay, follower))
            // A large crawl that is read from the start takes its time: reading is never more than a fifth of it.
            let pause = max(self.interval.duration, (clock.now - started) * 4)
            do { try await clock.sleep(for: pause) } catch { return }
        }
    }

    /// Nothing that was left out goes unsaid.
    private func tellOddities(of replay: CrawlReplay, _ follower: CrawlFollower) {
        for directory in follower.withoutEnd {
            Terminal.say("skitter: \(directory) has no end yet: the crawl is running, or was killed")
            if CrawlDirectory.holdsUnsettled(directory), !CrawlDirectory.isBeingWritten(directory) {
                Terminal.say(
                    "skitter: \(directory) holds visits that may count: `skitter repair` asks the frontier and records them"
                )
            }
        }
        if replay.isOneOfMany {
            Terminal.say(
                "skitter: \(self.directories[0]) is of one of the crawlers of a crawl: its ledger is that of all; "
                    + "give the directories of all for all figures")
        }
        if replay.repeated.count > 0 {
            let examples = replay.repeated.examples.map { "\(TerminalText.escaped($0.url)) in \($0.message ?? "")" }
            Terminal.say(
                "skitter: \(replay.repeated.count) records are of pages that were recorded before: "
                    + examples.joined(separator: ", "))
        }
        for reading in replay.readings where reading.broken > 0 {
            let examples = reading.examples.map { "line \($0.number): \($0.reason)" }.joined(separator: "; ")
            Terminal.say(
                "skitter: \(reading.name): \(reading.broken) lines are no records and were passed over (\(examples))")
        }
    }
}
