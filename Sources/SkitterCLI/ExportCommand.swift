internal import ArgumentParser
internal import Skitter
internal import SkitterArchive

/// `skitter export`: the pages of a crawl in another format, or its archive.
struct ExportCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case jsonl, csv, dot, graph, graphml, sitemap, warc, cdxj, wacz
        case csvCC = "csv-cc"

        /// As what the pages are written; nil for the archive.
        var pages: ExportFormat? {
            switch self {
            case .jsonl: .jsonl
            case .csv: .csv
            case .dot: .dot
            case .sitemap: .sitemap
            case .graph, .graphml, .warc, .cdxj, .wacz, .csvCC: nil
            }
        }

        /// As what the links are written; nil for all else.
        var links: LinkGraphExport.Format? {
            switch self {
            case .graph: .edges
            case .graphml: .graphML
            case .dot: .dot
            case .jsonl, .csv, .sitemap, .warc, .cdxj, .wacz, .csvCC: nil
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the pages of a crawl in another format, or its archive, to stdout.",
        discussion: """
            jsonl: one record a line. csv: the figures people sort by. graph: a line of CSV for each link. graphml, dot: the same as a \
            graph, for Gephi, NetworkX, Graphviz. sitemap: the fetched HTML pages that may be indexed, 50,000 a part. warc: the records of an archive (crawl --warc) as one
            WARC file, compressed. cdxj: their index, sorted. csv-cc: the captures with the columns of Common Crawl's columnar index.
            wacz: archive, index and pages as one file to be replayed; it goes to the file that -o names.

            Several directories, of crawlers that shared a frontier, are one crawl: each page is written once. The index names files by \
            their paths then, as the directories are given.
            """)

    @Argument(
        help: ArgumentHelp(
            "The directory of a crawl; those of all its crawlers, where they shared a frontier.", valueName: "DIR"),
        completion: .directory)
    var directories: [String]

    @Option(name: .customLong("as"), help: "jsonl, csv, csv-cc, graph, graphml, dot, sitemap, warc, cdxj or wacz.")
    var format: Format

    @Option(help: ArgumentHelp("Which part of a sitemap that is larger than one file may be.", valueName: "N"))
    var part = 1

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("The file to write, for wacz alone; one that is there is not replaced.", valueName: "FILE"),
        completion: .file())
    var output: String?

    func validate() throws {
        if (self.format == .wacz) != (self.output != nil) {
            throw ValidationError(
                self.format == .wacz
                    ? "--as wacz needs -o FILE: it is written here and there, not from its beginning to its end"
                    : "-o is for --as wacz; all else goes to stdout")
        }

        guard (1...1_000_000).contains(self.part) else { throw ValidationError("--part counts from 1") }
    }

    func run() throws {
        if let links = self.format.links, try self.writeLinks(as: links) { return }
        if let output {
            do throws(CrawlError) {
                return try WACZExport(directories: self.directories).write(to: output, at: Terminal.wallMicroseconds)
            } catch {
                throw CommandFailure(error)
            }
        }
        guard let format = self.format.pages else {
            return self.format == .csvCC ? try self.writeColumns() : try self.writeArchive()
        }
        let outcome: PageExport.Outcome
        do throws(ArchiveError) {
            outcome = try PageExport(try CrawlDirectories(self.directories), as: format)
                .run(part: self.part) { Terminal.write($0) }
        } catch {
            throw CommandFailure(CrawlError(reading: error))
        }
        if outcome.repeated > 0 {
            Terminal.say(
                "skitter: \(outcome.repeated) records were left out: their pages are recorded in another directory too (see audit)"
            )
        }
        let parts = max(1, (outcome.pages + PageExport.sitemapLimit - 1) / PageExport.sitemapLimit)
        if format == .sitemap, parts > 1 {
            Terminal.say(
                "skitter: \(outcome.pages) pages make \(parts) sitemaps; this is part \(self.part) (see --part)")
        }
    }

    /// False where there are no journals, and which page named which first is all that can be told.
    private func writeLinks(as format: LinkGraphExport.Format) throws -> Bool {
        do {
            guard let export = try LinkGraphExport(directories: self.directories) else {
                if format == .dot {
                    Terminal.say("skitter: without a journal the graph has the page alone that named each first")
                    return false
                }
                throw CommandFailure(
                    .directory,
                    "\(self.directories.joined(separator: ", ")): a crawl with --journal off kept no links; dot has the page that named each first"
                )
            }
            let outcome = try export.run(as: format) { Terminal.write($0) }
            if outcome.leftOut > 0 {
                Terminal.say("skitter: \(outcome.leftOut) links were left out: they lead to URLs of another directory")
            }
            return true
        } catch let error as CrawlError {
            throw CommandFailure(error)
        }
    }

    private func writeColumns() throws {
        do throws(CrawlError) {
            let outcome = try ColumnarExport(directories: self.directories).run { Terminal.write($0) }
            if !outcome.knowsSuffixes {
                Terminal.say(
                    "skitter: the columns of suffixes and domains are empty: install the public suffix list with apt-get install publicsuffix"
                )
            }
            if outcome.leftOut > 0 {
                Terminal.say("skitter: \(outcome.leftOut) captures were left out: they are of what is no URL")
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    private func writeArchive() throws {
        do throws(CrawlError) {
            let archive = try ArchiveExport(directories: self.directories)
            if self.format == .warc {
                try archive.writeRecords { Terminal.write($0) }
            } else {
                try archive.writeIndex { Terminal.write($0) }
            }
        } catch {
            throw CommandFailure(error)
        }
    }
}
