package import SkitterCore

/// A list of sites in a text file: one URL a line; empty lines and lines that start with `#` say nothing.
package struct SiteList: Sendable {
    /// The URLs of the good lines, in order.
    package private(set) var sites: [CrawlURL] = []
    /// One sentence for each bad line, with the file's name and the line's number.
    package private(set) var problems: [String] = []

    /// No sites yet.
    package init() {}

    /// Takes the lines of `text`, the content of the file called `name`.
    package mutating func add(text: String, name: String) {
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
            number += 1
            let entry = String(line).trimmingSpaces
            if entry.isEmpty || entry.hasPrefix("#") { continue }
            self.add(entry, from: "\(name), line \(number)")
        }
    }

    /// Takes one URL that stands at the place `source`.
    package mutating func add(_ entry: String, from source: String) {
        do throws(URLParseError) {
            let url = try CrawlURL(entry)
            if url.isHTTP {
                self.sites.append(url)
            } else {
                self.refuse(entry, from: source, because: "it is not of http:// or https://")
            }
        } catch {
            self.refuse(
                entry, from: source,
                because: error.code == .missingScheme ? "it does not begin with http:// or https://" : error.message)
        }
    }

    private mutating func refuse(_ entry: String, from source: String, because reason: String) {
        let shown = TerminalText.shortened(TerminalText.escaped(String(entry.prefix(1000))), to: 200)
        self.problems.append("\(source): '\(shown)' is no site: \(reason).")
    }
}
