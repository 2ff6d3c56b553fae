internal import SkitterArchive
internal import SkitterCore

/// What all crawlers of a shared crawl must agree on, as its tables keep it: options by name, the seeds, and the words that the
/// first crawler was called with.
enum SharedSettings {
    /// Options that decide what is crawled, and how hosts are treated.
    private static let options: Set<String> = [
        "depth", "scope", "include", "exclude", "max-url-length", "sitemap", "max-pages",
        "max-pages-per-host", "robots", "robots-agent",
        "delay", "per-ip-delay", "per-host", "delay-of", "per-host-of", "max-redirects", "allow-private", "traps",
        "unpark", "max-body", "parser",
        "cookies", "retries",
    ]

    /// The settings of a crawler with this manifest.
    static func of(_ manifest: Manifest) -> [String: String] {
        var settings: [String: String] = [:]
        for option in manifest.options where self.options.contains(option.name) {
            settings[option.name] = option.value
        }
        settings["seeds"] = manifest.seeds.sorted().joined(separator: "\n")
        settings["arguments"] = self.json(manifest.arguments)
        return settings
    }

    /// Throws where `mine` contradicts what holds.
    static func check(_ mine: [String: String], against holding: [String: String], crawl: String)
        throws(ConfigurationError)
    {
        for (name, value) in mine.sorted(by: { $0.key < $1.key }) where name != "arguments" {
            guard let agreed = holding[name], agreed != value else { continue }
            if name == "seeds" {
                throw ConfigurationError(
                    "the crawl \"\(crawl)\" has other seeds: leave them out to join it, or make another crawl")
            }
            throw ConfigurationError(
                "--\(name) '\(value)' contradicts the crawl \"\(crawl)\", which has '\(agreed)'")
        }
    }

    /// What a crawler that joins takes over; nil where nobody has begun.
    static func beginning(of settings: [String: String]) -> (arguments: [String], seeds: [String])? {
        guard let arguments = settings["arguments"].flatMap(self.words), let seeds = settings["seeds"] else {
            return nil
        }
        return (arguments, seeds.split(separator: "\n").map(String.init))
    }

    private static func json(_ words: [String]) -> String {
        var writer = JSONWriter()
        writer.values(words)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func words(_ json: String) -> [String]? {
        var reader = JSONReader(Array(json.utf8))
        return try? reader.strings()
    }
}
