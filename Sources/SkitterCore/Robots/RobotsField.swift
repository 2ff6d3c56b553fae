/// The meaning of a robots.txt line, decided by the name before its colon.
///
/// Names are compared without regard to case. Misspellings that are common in published files are read as what was
/// meant (RFC 9309 section 2.2.4 leaves that to the crawler): a host that wrote `Dissallow` wanted to refuse.
enum RobotsField: Sendable {
    case userAgent
    case allow
    case disallow
    case crawlDelay
    case sitemap

    init?(name: ArraySlice<UInt8>) {
        // No known name is longer; a hostile one must not be copied.
        guard name.count <= 16 else { return nil }
        switch Octets.lowercasedString(name) {
        case "user-agent", "useragent", "user agent", "user-agents", "user-agnet", "users-agent", "useg-agent":
            self = .userAgent
        case "allow", "allows", "allowed":
            self = .allow
        case "disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw", "desallow", "diallow", "disallows",
            "disallowed":
            self = .disallow
        case "crawl-delay", "crawldelay", "crawl delay":
            self = .crawlDelay
        case "sitemap", "site-map", "sitemaps", "sitemap-url":
            self = .sitemap
        default:
            return nil
        }
    }
}
