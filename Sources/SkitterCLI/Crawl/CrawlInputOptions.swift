internal import ArgumentParser
internal import Skitter
internal import SkitterCore

struct CrawlInputOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Seeds; example.org means http://example.org.", valueName: "URL"))
    var urls: [String] = []

    @Option(
        name: [.customShort("i"), .customLong("input-file")],
        help: ArgumentHelp(
            "Read seeds from a file, one a line, # begins a comment; - is standard input.", valueName: "FILE"),
        completion: .file())
    var inputFiles: [String] = []

    @Option(
        help: ArgumentHelp(
            "Read sitemaps too: auto (those that the robots.txt of a seed names), or the URL of one; off. Their pages lie at depth 1 (may be repeated).",
            valueName: "auto|off|URL"))
    var sitemap: [String] = []

    func apply(to configuration: inout CrawlConfiguration) throws(CommandFailure) {
        var list = URLList()
        for word in self.sitemap {
            switch word {
            case "off":
                configuration.reach.discoversSitemaps = false
                list = URLList()
            case "auto": configuration.reach.discoversSitemaps = true
            default: list.add(word)
            }
        }
        if let rejected = list.rejected.first { throw CommandFailure(.usage, "--sitemap: \(rejected)") }
        configuration.reach.sitemaps = CrawlInputOptions.distinct(list)
    }

    /// The seeds; lines that are none are named on stderr, and left out.
    func seeds() throws(CommandFailure) -> [CrawlURL] {
        let list = try self.list()
        let seeds = CrawlInputOptions.distinct(list)
        if seeds.isEmpty, !self.sitemap.contains(where: { $0 != "auto" && $0 != "off" }) {
            let isNoneGiven = list.rejected.isEmpty
            throw CommandFailure(
                .usage,
                isNoneGiven
                    ? "no seeds: name a URL, or a file of URLs with -i (see skitter crawl --help)"
                    : "no seed is left to crawl")
        }
        return seeds
    }

    /// The seeds that are named, perhaps none.
    func givenSeeds() throws(CommandFailure) -> [CrawlURL] {
        CrawlInputOptions.distinct(try self.list())
    }

    private static func distinct(_ list: URLList) -> [CrawlURL] {
        var known: Set<String> = []
        return list.urls.filter { known.insert($0.href).inserted }
    }

    private func list() throws(CommandFailure) -> URLList {
        var list = URLList()
        for url in self.urls { list.add(url) }
        for file in self.inputFiles {
            list.add(contents: try InputFile.read(file), of: file == "-" ? "standard input" : file)
        }
        for rejected in list.rejected { Terminal.say("skitter: \(rejected)") }
        return list
    }
}
