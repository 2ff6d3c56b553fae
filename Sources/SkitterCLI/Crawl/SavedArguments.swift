internal import SkitterCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The words of a command line that a resumed crawl repeats: all but its seeds, its directory, and what is secret.
enum SavedArguments {
    /// Options without a value.
    static let flags: Set<String> = [
        "--cookies", "--no-cookies", "-k", "--insecure", "--netrc", "--overwrite", "--resume", "--warc", "-q",
        "--quiet",
        "-v", "--verbose",
    ]

    /// Not repeated: the directory, what a crawl does with it, seeds, and what may hold a secret.
    private static let dropped: Set<String> = [
        "-o", "--output", "--overwrite", "--resume", "--journal", "-i", "--input-file", "-u", "--user", "-H",
        "--header", "--header-of", "-x",
        "--proxy",
        "--config", "--frontier", "--crawl", "--metrics", "--dashboard", "--jsonl", "--fields", "--netrc",
        "--netrc-file", "-q",
        "--quiet", "-v",
        "--verbose",
    ]

    /// What is left of `words`, the words behind `crawl`.
    static func words(of words: [String]) -> [String] {
        var kept: [String] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" { break }
            guard word.utf8.first == UInt8(ascii: "-"), word != "-" else { continue }
            if self.areFlags(word) { continue }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let name = parts[0]
            let value = parts.count > 1 ? parts[1] : SavedArguments.flags.contains(name) ? nil : rest.popFirst()
            if SavedArguments.dropped.contains(name) { continue }
            guard let value else {
                kept.append(name)
                continue
            }
            let saved =
                switch name {
                case "--sitemap": SavedArguments.withoutCredentials(value)
                case "--if-modified", "--record", "--replay": SavedArguments.absolute(value)
                default: value
                }
            // In two words a dash would begin another option.
            kept += saved.hasPrefix("-") ? ["\(name)=\(saved)"] : [name, saved]
        }
        return kept
    }

    /// Whether the option named `key` is given again to each run: where its record is, what is secret, and what is shown of it.
    static func isOfOneRun(_ key: String) -> Bool {
        SavedArguments.dropped.contains("--" + key) && !SavedArguments.isNeverRepeated(key)
    }

    /// Whether a crawl that goes on has no use for the option named `key`.
    static func isNeverRepeated(_ key: String) -> Bool {
        ["seeds", "input-file", "overwrite", "journal"].contains(key)
    }

    /// The path from the root on: the crawl may be resumed from elsewhere.
    static func absolute(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else {
            // It is not there yet.
            guard !path.isEmpty, !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
            defer { free(folder) }
            return String(cString: folder) + "/" + path
        }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func withoutCredentials(_ word: String) -> String {
        guard let url = try? CrawlURL(word), url.hasCredentials else { return word }
        return url.withoutCredentials().href
    }

    /// Short flags in one word: `-qk`.
    private static func areFlags(_ word: String) -> Bool {
        word.utf8.count > 2 && !word.hasPrefix("--")
            && word.dropFirst().allSatisfy { SavedArguments.flags.contains("-\($0)") }
    }
}
