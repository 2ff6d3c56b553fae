internal import SkitterArchive
internal import SkitterStore

/// Settles the directory of a crawl whose files were cut, lost or left behind by a kill or a full disk.
public struct CrawlRepair: Sendable {
    /// What was done, each in one sentence; none where nothing was needed.
    public let deeds: [String]

    /// Brings the files in `directory` to what its journal says, giving up what an archive has lost.
    ///
    /// - Throws: ``CrawlError`` where the directory is in use, holds no journal, or cannot be written.
    public init(directory path: String) throws(CrawlError) {
        do throws(ArchiveError) {
            let directory = try CrawlDirectory(resuming: path)
            var deeds = try CrawlRepair.settleFiles(of: directory)
            if let held = try HeldFile.read(in: directory.path) {
                if try JournalReader(directory: directory.path).position.step == held.lastStep {
                    deeds.append(
                        "held: \(held.entries.count) visits may count, which its frontier knows: name it with --frontier DSN --crawl NAME"
                    )
                } else {
                    HeldFile.remove(in: directory.path)
                }
            }
            self.deeds = deeds
        } catch {
            throw CrawlError(error)
        }
    }

    /// Does so with the directory of a crawler on a shared frontier too: what it visited last is recorded where the frontier says that
    /// it counts, and dropped where it does not.
    ///
    /// - Throws: ``CrawlError``, also where the servers cannot be reached.
    public init(directory path: String, of shared: CrawlConfiguration.SharedFrontier) async throws(CrawlError) {
        do {
            let directory = try CrawlDirectory(resuming: path)
            let deeds = try CrawlRepair.settleFiles(of: directory)
            self.deeds = deeds + (try await SharedRepair(directory: directory, frontier: shared).run())
        } catch {
            throw CrawlError(of: error)
        }
    }

    private static func settleFiles(of directory: CrawlDirectory) throws(ArchiveError) -> [String] {
        let archive = try ArchiveRepair(directory: directory.path).run()
        var deeds = archive.lost.sorted { $0.key < $1.key }.map { name, count in
            "warc/\(name): \(count) \(count == 1 ? "exchange is" : "exchanges are") gone and given up; the pages stay recorded"
        }
        let reader = try JournalReader(directory: directory.path)
        let files = try OutputRepair(directory: directory.path, reader: reader).run()
        deeds += files.shortened.sorted { $0.key < $1.key }.map { name, bytes in
            "\(name): \(bytes) bytes behind the last commit were cut off"
        }
        return deeds + files.rebuilt.sorted().map { "\($0): made anew from the journal" }
    }
}
