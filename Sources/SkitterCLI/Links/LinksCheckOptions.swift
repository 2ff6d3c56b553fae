internal import ArgumentParser
internal import Skitter
internal import SkitterCore

struct LinksCheckOptions: ParsableArguments {
    @Flag(inversion: .prefixedNo, help: "Check links that lead out of the site too, each by one request.")
    var external = true

    @Flag(inversion: .prefixedNo, help: "Check that a page has the element that a fragment names (page#id).")
    var fragments = true

    @Option(
        help: ArgumentHelp("Statuses that are good: numbers, and ranges with both ends.", valueName: "200..204,429"))
    var accept = "200..299"

    @Option(help: ArgumentHelp("Name so many of the pages that hold a broken link.", valueName: "N"))
    var linkers = 10

    @Option(
        help: ArgumentHelp(
            "Keep what is found out about links out of the site in this directory, and use it.", valueName: "DIR"),
        completion: .directory)
    var cache: String?

    @Option(help: ArgumentHelp("What is kept there counts for so long.", valueName: "TIME"))
    var maxAge = DurationValue(.seconds(24 * 3600))

    func options() throws(CommandFailure) -> LinkCheckOptions {
        var options = LinkCheckOptions()
        options.checksBeyond = self.external
        options.checksFragments = self.fragments
        do throws(AcceptedStatuses.SyntaxError) { options.accepted = try AcceptedStatuses(self.accept) } catch {
            throw CommandFailure(.usage, "--accept: \(error)")
        }
        options.namedPages = self.linkers
        options.cacheDirectory = self.cache
        options.cacheAge = self.maxAge.duration
        return options
    }
}
