internal import ArgumentParser
internal import Skitter
internal import SkitterArchive

/// `skitter export`: the pages of a crawl in another format.
struct ExportCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case jsonl, csv, dot, sitemap

        var format: ExportFormat {
            switch self {
            case .jsonl: .jsonl
            case .csv: .csv
            case .dot: .dot
            case .sitemap: .sitemap
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the pages of a crawl in another format, to stdout.",
        discussion: """
            jsonl: one record a line. csv: the figures people sort by. dot: which page named which first, for Graphviz.
            sitemap: the fetched HTML pages that may be indexed, 50,000 a part.
            """)

    @Argument(help: ArgumentHelp("The directory of a crawl.", valueName: "DIR"))
    var directory: String

    @Option(name: .customLong("as"), help: "jsonl, csv, dot or sitemap.")
    var format: Format

    @Option(help: ArgumentHelp("Which part of a sitemap that is larger than one file may be.", valueName: "N"))
    var part = 1

    func validate() throws {
        guard (1...1_000_000).contains(self.part) else { throw ValidationError("--part counts from 1") }
    }

    func run() throws {
        let count: Int
        do throws(ArchiveError) {
            count = try PageExport(try CrawlDirectoryReader(self.directory), as: self.format.format)
                .run(part: self.part) { Terminal.write(String(decoding: $0, as: UTF8.self)) }
        } catch {
            throw CommandFailure(
                error.code.isRefusal || error.code == .missing ? .directory : .inputOutput, error.description)
        }
        let parts = max(1, (count + PageExport.sitemapLimit - 1) / PageExport.sitemapLimit)
        if self.format == .sitemap, parts > 1 {
            Terminal.say("skitter: \(count) pages make \(parts) sitemaps; this is part \(self.part) (see --part)")
        }
    }
}
