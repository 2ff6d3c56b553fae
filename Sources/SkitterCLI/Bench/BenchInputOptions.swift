internal import ArgumentParser
internal import Skitter
internal import SkitterBench
internal import SkitterCore

/// Whose servers `skitter bench` downloads from.
enum BenchServerKind: String, ExpressibleByArgument, CaseIterable {
    case own, live
}

/// What `skitter bench` downloads.
struct BenchInputOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Sites to download. Default: a page of a server of our own on this machine.", valueName: "URL"))
    var urls: [String] = []

    @Option(
        name: [.customShort("i"), .customLong("input-file")],
        help: ArgumentHelp("Read more sites from a file, one URL a line; - is standard input.", valueName: "FILE"),
        completion: .file())
    var inputFile: String?

    @Option(
        name: [.customShort("n"), .customLong("copies")],
        help: ArgumentHelp("Download the list this many times in each cell.", valueName: "N"))
    var copies = 80

    @Option(
        help: ArgumentHelp(
            "How much later our own server answers; several like 0,20ms,50ms are compared.", valueName: "LIST"))
    var latency = "20ms"

    @Option(
        help: """
            own: a server of our own, or one on this machine; live: real sites. Default: own without a site, else what the \
            sites are.
            """)
    var server: BenchServerKind?

    @Flag(
        help: "Download more than 5 pages of a host in each cell, although it is not ours.")
    var yes = false

    /// Whether no site is asked for, so that our own servers are.
    private var namesNoSite: Bool { self.urls.isEmpty && self.inputFile == nil }

    /// The sites of the command line and of the input file, empty if none was asked for.
    func sites() throws -> [CrawlURL] {
        var list = URLList()
        for url in self.urls { list.add(url) }
        if let file = self.inputFile {
            list.add(contents: try InputFile.read(file), of: file == "-" ? "standard input" : file)
        }
        for rejected in list.rejected { Terminal.say("skitter: \(rejected)") }
        if list.urls.isEmpty, !self.namesNoSite {
            throw CommandFailure(.usage, "no site is left to download")
        }
        try self.check(list.urls)
        return list.urls
    }

    /// Throws where `sites` are not of the kind that was asked for, or too much would be asked of somebody else's host.
    private func check(_ sites: [CrawlURL]) throws(CommandFailure) {
        if self.server == .live, sites.isEmpty {
            throw CommandFailure(.usage, "--server live needs a site")
        }
        if self.server == .own, let site = sites.first(where: { !LiveSites.isThisMachine($0.hostname) }) {
            throw CommandFailure(.usage, "--server own is this machine, and \(site) is not on it")
        }
        if !self.yes, let refusal = LiveSites.refusal(of: sites, copies: self.copies) {
            throw CommandFailure(.usage, refusal)
        }
    }

    /// Lists with which the other settings can be checked before there is a site: one for each latency of our own servers, or
    /// one of sites that are asked for.
    func standIns() throws(BenchError) -> [SiteList] {
        let site: CrawlURL
        do throws(URLParseError) { site = try CrawlURL("http://127.0.0.1/") } catch { throw BenchError("\(error)") }
        guard self.namesNoSite else { return [SiteList(sites: [site])] }
        return try BenchList.durations(self.latency, option: "--latency").map { SiteList(latency: $0, sites: [site]) }
    }
}
