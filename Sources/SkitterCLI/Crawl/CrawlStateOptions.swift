internal import ArgumentParser
internal import Skitter

struct CrawlStateOptions: ParsableArguments {
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Directory for the record (default: skitter-YYYYMMDD-HHMMSS).", valueName: "DIR"),
        completion: .directory)
    var directory = ""

    @Flag(help: "Replace what an earlier crawl left in the directory.")
    var overwrite = false

    @Flag(help: "Go on with the crawl in the directory, with its seeds and options; other options may be added.")
    var resume = false

    @Option(
        help: ArgumentHelp(
            "Ask for pages that the crawl in DIR fetched only if they have changed since; the links of the others are followed as it found them.",
            valueName: "DIR"), completion: .directory)
    var ifModified: String?

    @Option(help: "Keep a journal (crawl.sqlite), without which a crawl cannot be resumed: on or off.")
    var journal = Switch.on

    @Option(help: "What a page is safe against once it counts: the kill of a process, or a loss of power.")
    var durability = CrawlConfiguration.Durability.process

    @Option(
        help: ArgumentHelp(
            "Write pages in groups, one after so much time; a kill costs the pages since the last, which are fetched again.",
            valueName: "TIME"))
    var commitInterval = DurationValue(.milliseconds(50))

    @Option(help: ArgumentHelp("Write a group at once when it has so many changes.", valueName: "N"))
    var commitChanges = 1000

    @Flag(help: "Keep all exchanges in WARC files; needs the curl transport.")
    var warc = false

    @Option(
        help: ArgumentHelp("Begin the next WARC file when one is so long (default: 10^9 bytes).", valueName: "SIZE"))
    var warcSize: SizeValue?

    @Option(
        help: ArgumentHelp(
            "Keep all answers, failures too, in DIR, so that they can be replayed; with --resume behind those it holds.",
            valueName: "DIR"), completion: .directory)
    var record: String?

    @Option(
        help: ArgumentHelp(
            "Take all answers from the recording in DIR; nothing is sent, and what it does not hold fails as not-recorded.",
            valueName: "DIR"), completion: .directory)
    var replay: String?

    @Option(help: "How fast a recording answers: at once, or after the time that each answer took.")
    var replayPace: CrawlConfiguration.ReplayPace?

    @Option(help: ArgumentHelp("From a request to stop (Ctrl-C) to the end, everything written.", valueName: "TIME"))
    var stopTimeout = DurationValue(.seconds(5))

    func apply(to configuration: inout CrawlConfiguration) throws(CommandFailure) {
        configuration.directory = self.directory
        configuration.overwrites = self.overwrite
        configuration.state.resumes = self.resume
        configuration.state.earlierDirectory = self.ifModified
        configuration.state.keepsJournal = self.journal == .on
        configuration.state.durability = self.durability
        configuration.state.commitInterval = self.commitInterval.duration
        configuration.state.commitChanges = self.commitChanges
        configuration.state.archives = self.warc
        if let size = self.warcSize { configuration.state.archiveFileBytes = size.bytes }
        // The manifest names them: from wherever the crawl is resumed.
        configuration.state.recordsInto = self.record.map(SavedArguments.absolute)
        configuration.state.replaysFrom = self.replay.map(SavedArguments.absolute)
        if let pace = self.replayPace {
            if self.replay == nil { throw CommandFailure(.usage, "--replay-pace is for --replay") }
            configuration.state.replayPace = pace
        }
        configuration.stopTimeout = self.stopTimeout.duration
    }
}
