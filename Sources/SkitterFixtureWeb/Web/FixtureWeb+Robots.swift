extension FixtureWeb {
    /// What the zone `robots` disallows for every agent, as RFC 9309 patterns, and the exceptions from it.
    private static let rules = """
        # The fixture web. Its own crawler is every agent.
        User-agent: badbot
        Disallow: /

        User-agent: *
        Disallow: /private/
        Allow: /private/open.html
        Disallow: /*.secret$

        """

    /// The body of "/robots.txt" where it answers 200.
    var robotsText: String {
        let text =
            if case .text(let text, disallowing: _) = self.options.robots {
                text
            } else if self.options.zones.contains(.robots) {
                Self.rules
            } else {
                "User-agent: *\nDisallow:\n"
            }
        guard let seconds = self.options.crawlDelaySeconds else { return text }
        return text + "Crawl-delay: \(seconds)\n"
    }

    /// Whether robots.txt, as ``Options/robots`` has it served, lets a crawler request this path.
    func isAllowed(_ path: String) -> Bool {
        switch self.options.robots {
        case .status(let status):
            // RFC 9309 section 2.3.1.3: unavailable means no rules; 2.3.1.4: unreachable means complete disallow.
            return !(500...599).contains(status)
        case .text(_, disallowing: let prefixes):
            return !prefixes.contains { path.hasPrefix($0) }
        case .rules, .redirect:
            guard self.options.zones.contains(.robots) else { return true }
            return path == "/private/open.html" || !(path.hasPrefix("/private/") || path.hasSuffix(".secret"))
        }
    }
}
