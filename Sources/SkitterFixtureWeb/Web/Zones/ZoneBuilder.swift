/// Collects the documents of the zones, each zone in its own extension.
struct ZoneBuilder {
    let slowPageDelay: Duration
    private(set) var pages: [SpecialPage] = []
    /// Paths that "/" links to.
    private(set) var entries: [String] = []
    /// What ordinary pages link to here and there.
    private(set) var sprinkled: [FixtureLink] = []

    /// Nothing listens there: the discard port of another loopback address.
    static let outside = "http://127.0.0.2:9/"

    init(slowPageDelay: Duration) {
        self.slowPageDelay = slowPageDelay
    }

    mutating func addZones(of options: FixtureWeb.Options) {
        for zone in FixtureWeb.Zone.allCases where options.zones.contains(zone) {
            switch zone {
            case .late: self.addLate()
            case .redirects: self.addRedirects()
            case .frames: self.addFrames()
            case .base: self.addBase()
            case .charsets: self.addCharsets()
            case .nofollow: self.addNofollow()
            case .hidden: self.addHidden()
            case .robots: self.addRobots()
            case .broken: self.addBroken()
            case .files: self.addFiles()
            case .markup: self.addMarkup()
            }
        }
        if options.faults { self.addFaults() }
    }

    mutating func enter(_ path: String) {
        self.entries.append(path)
    }

    mutating func sprinkle(_ target: String, isFollowed: Bool = true) {
        self.sprinkled.append(FixtureLink(target: target, isFollowed: isFollowed))
    }

    mutating func add(_ page: SpecialPage) {
        self.pages.append(page)
    }

    /// An HTML document: its links, then `extra`, which contains none. `configure` changes what is unusual about it.
    mutating func html(
        _ path: String, _ title: String, head: String = "", _ links: [ZoneLink] = [], extra: String = "",
        configure: (inout SpecialPage) -> Void = { _ in }
    ) {
        let markup = links.map(\.markup).joined(separator: "\n")
        var page = SpecialPage(path: path)
        page.body = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>\(title)</title>
            \(head)</head>
            <body><h1>\(title)</h1>
            \(markup)
            \(extra)
            <p>The last line of the page about \(title).</p>
            </body></html>

            """
        page.links = links.map(\.link)
        configure(&page)
        self.pages.append(page)
    }

    /// A page without links.
    mutating func leaf(_ path: String, _ title: String) {
        self.html(path, title)
    }

    mutating func redirect(_ path: String, _ status: Int, to location: String, target: String) {
        var page = SpecialPage(path: path, status: status)
        page.redirect = location
        page.body = "<!DOCTYPE html>\n<title>Moved</title><p>This page has moved.</p>\n"
        page.links = [FixtureLink(target: target, tag: .redirect)]
        self.pages.append(page)
    }

    mutating func missing(_ path: String, status: Int = 404) {
        var page = SpecialPage(path: path, status: status)
        page.body = "<!DOCTYPE html>\n<title>\(status)</title><p>There is no such page.</p>\n"
        self.pages.append(page)
    }

    mutating func outside(_ url: String) {
        var page = SpecialPage(path: url)
        page.isOutside = true
        self.pages.append(page)
    }
}
