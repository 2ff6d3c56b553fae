internal import SkitterArchive
internal import SkitterCore
internal import SkitterStore

/// Settles what a crawler on a shared frontier left when it was killed: what it held, and what it began to tell at the end.
struct SharedRepair {
    let directory: CrawlDirectory
    let frontier: CrawlConfiguration.SharedFrontier

    /// Returns what was done, each in one sentence.
    func run() async throws -> [String] {
        let manifest = try Manifest(readingFrom: self.directory.path)
        let reader = try JournalReader(directory: self.directory.path)
        let ending = reader.position.ending
        let shared = try await SharedRuns.open(self.frontier, evenIfStopped: true)
        guard reader.meta.hashSeed == shared.hashSeed, let number = manifest.sharedMember else {
            throw CrawlError(
                cause: .directory,
                message: "\(self.directory.path) is not of a crawler on the shared crawl \"\(shared.crawl)\"")
        }
        var told: Set<UInt64> = []
        _ = try CrawlDirectoryReader(self.directory.path).forEachSkip {
            if $0.reason.mayBeUndone { told.insert($0.id) }
        }
        var options = JournalOptions(runStartedMicroseconds: reader.position.writtenMicroseconds)
        // As safe, and into files as long, as the crawler would.
        options.durability = manifest.option("durability").flatMap(Durability.init) ?? .process
        if manifest.option("warc") == "on" {
            var archive = WARCConfiguration()
            if let bytes = manifest.option("warc-size").flatMap({ Int($0) }) { archive.fileLimitBytes = bytes }
            options.archive = archive
        }
        let sink = try JournalRecordSink(resumingIn: self.directory.path, options: options)
        var deeds: [String] = []
        if let settled = try await shared.settle(sink) {
            deeds.append(
                "held: of \(settled.held) visits \(settled.counted) count and are recorded, \(settled.held - settled.counted) are dropped"
            )
        }
        let rest = try await shared.tellRest(
            crawler: number, depthLimit: manifest.option("depth").flatMap { Int($0) }, sink: sink,
            lastStep: await sink.committed.step, told: told)
        if rest > 0 { deeds.append("skipped.jsonl: \(rest) URLs beyond a limit were not recorded yet") }
        if let ending { try await sink.finish(ending) }
        try await sink.close()
        return deeds
    }
}
