internal import ArgumentParser
internal import Skitter
internal import SkitterCore

struct CrawlInputOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Seeds; example.org means http://example.org.", valueName: "URL"))
    var urls: [String] = []

    @Option(
        name: [.customShort("i"), .customLong("input-file")],
        help: ArgumentHelp(
            "Read seeds from a file, one a line, # begins a comment; - is standard input.", valueName: "FILE"))
    var inputFiles: [String] = []

    /// The seeds; lines that are none are named on stderr, and left out.
    func seeds() throws(CommandFailure) -> [CrawlURL] {
        var list = URLList()
        for url in self.urls { list.add(url) }
        for file in self.inputFiles {
            list.add(contents: try InputFile.read(file), of: file == "-" ? "standard input" : file)
        }
        for rejected in list.rejected { Terminal.say("skitter: \(rejected)") }
        if list.urls.isEmpty {
            let isNoneGiven = list.rejected.isEmpty
            throw CommandFailure(
                .usage,
                isNoneGiven
                    ? "no seeds: name a URL, or a file of URLs with -i (see skitter crawl --help)"
                    : "no seed is left to crawl")
        }
        var known: Set<String> = []
        return list.urls.filter { known.insert($0.href).inserted }
    }
}
