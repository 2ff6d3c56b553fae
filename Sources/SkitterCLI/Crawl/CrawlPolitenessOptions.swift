internal import ArgumentParser
internal import Skitter
internal import SkitterCore

struct CrawlPolitenessOptions: ParsableArguments {
    @Option(help: "Whether robots.txt is asked for and obeyed: on, off.")
    var robots = Switch.on

    @Option(
        name: [.customShort("A"), .long],
        help: ArgumentHelp("What to call ourselves (default: Skitter/VERSION (+URL)).", valueName: "TEXT"))
    var userAgent: String?

    @Option(help: ArgumentHelp("The name by which robots.txt addresses us.", valueName: "TOKEN"))
    var robotsAgent = "skitter"

    @Option(
        name: [.customShort("w"), .long],
        help: ArgumentHelp(
            "Pause of a host between an answer and the next request (default: 1s, or 2 x the last response time up to 30s; none on private hosts that a seed names).",
            valueName: "TIME"))
    var delay: DurationValue?

    @Option(help: ArgumentHelp("Lengthen each pause by a random part of up to this share, 0 to 1.", valueName: "SHARE"))
    var jitter = 0.0

    @Option(
        name: .customLong("per-ip-delay"),
        help: ArgumentHelp(
            "Least time between requests to one address (default: 250ms; none on private hosts that a seed names).",
            valueName: "TIME"))
    var perIPDelay: DurationValue?

    @Option(
        help: ArgumentHelp(
            "Requests in flight to one host (default: 1; all of -c on private hosts that a seed names).", valueName: "N"
        ))
    var perHost: Int?

    @Option(
        help: ArgumentHelp(
            "The pause of this host, or of all below *.DOMAIN (may be repeated): --delay for them alone.",
            valueName: "HOST=TIME"))
    var delayOf: [HostValue<DurationValue>] = []

    @Option(
        help: ArgumentHelp(
            "Requests in flight to this host, or to each below *.DOMAIN (may be repeated): --per-host for them alone.",
            valueName: "HOST=N"))
    var perHostOf: [HostValue<Int>] = []

    func apply(to configuration: inout CrawlConfiguration) {
        configuration.politeness.obeysRobots = self.robots == .on
        configuration.politeness.delay = self.delay?.duration
        configuration.politeness.jitter = self.jitter
        configuration.politeness.perAddressDelay = self.perIPDelay?.duration
        configuration.politeness.perHost = self.perHost
        for own in self.delayOf {
            configuration.politeness.hosts[own.host, default: HostPolicy()].delay = own.value.duration
        }
        for own in self.perHostOf {
            configuration.politeness.hosts[own.host, default: HostPolicy()].perHost = own.value
        }
        if let userAgent = self.userAgent { configuration.http.userAgent = userAgent }
        configuration.http.robotsAgent = self.robotsAgent
    }
}
