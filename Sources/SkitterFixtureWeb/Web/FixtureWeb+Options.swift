extension FixtureWeb {
    /// A part of the site that holds one difficulty. All are linked from "/"; without any, the web is a plain tree of
    /// ordinary pages with cross links.
    package enum Zone: String, Sendable, Hashable, CaseIterable {
        /// Pages first found by a long way of fast pages, while a slow page hides a shorter way (`/late/`).
        case late
        /// Redirects of every kind: relative, chains, loops, out of the site (`/moved/`).
        case redirects
        /// Links in frames, image maps and meta refresh (`/frames/`).
        case frames
        /// `<base href>` in its forms (`/base/`).
        case base
        /// windows-1252, Shift_JIS and UTF-16, where a wrong decoder requests a path that does not exist (`/charset/`).
        case charsets
        /// `rel=nofollow`, robots meta elements, `X-Robots-Tag` (`/nofollow/`).
        case nofollow
        /// What looks like a link and is none (`/hidden/`).
        case hidden
        /// What robots.txt disallows, and exceptions from it (`/private/`, `/data/`).
        case robots
        /// 404, 410 and links out of the site (`/broken/`).
        case broken
        /// Documents that are not HTML (`/files/`).
        case files
        /// Markup that is unusual but has one meaning (`/markup/`).
        case markup
    }

    /// What "/robots.txt" answers.
    package enum Robots: Sendable, Hashable {
        /// 200 with the rules that the zone `robots` needs.
        case rules
        /// This status and no rules. By RFC 9309 section 2.3.1, 400-499 allows everything, 500-599 nothing.
        case status(Int)
        /// 301 to "/robots-moved.txt", which answers the rules.
        case redirect
        /// 200 with this text. Only its author knows what it disallows: say it as path prefixes, or the known answers
        /// are wrong.
        case text(String, disallowing: [String])
    }

    package struct Options: Sendable, Hashable {
        /// All of them, so that a crawl without further thought meets every difficulty.
        package var zones: Set<Zone> = Set(Zone.allCases)
        /// Adds "/faults.html", linked from "/", with a link to the example of every fault. Off: some of them take a
        /// client's whole timeout.
        package var faults = false
        package var robots = Robots.rules
        /// A `Crawl-delay` line in robots.txt, in whole seconds. None: loopback needs no delay.
        package var crawlDelaySeconds: Int?
        /// Children of a page in the tree of ordinary pages, 2...8. At 6, 2,000 pages are 5 deep, 100,000 are 7.
        package var branching = 6
        /// Paragraphs of an ordinary page. At 14 a page has about 4 KB.
        package var paragraphs = 14
        /// How long a page of the zone `late` that hides a shorter way keeps its client waiting: far longer than the
        /// long way takes on loopback.
        package var slowPageDelay: Duration = .milliseconds(250)

        package init() {}
    }
}
