/// A small site with a trap in it, under "/trap/": stories that somebody wrote, and a calendar without events that goes on
/// for ever in both directions.
package enum FixtureTrap {
    /// Paths of the pages that are no trap, all linked from "/trap/".
    package static let ordinaryPaths = ["/trap/"] + (1...FixtureTrap.stories).map { "/trap/story-\($0).html" }
    /// Where the calendar begins; linked from "/trap/".
    package static let calendarPath = "/trap/calendar/2024/05/"

    private static let stories = 40
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// The page at this path, or nil where there is none.
    static func body(at path: String) -> String? {
        if path == "/trap/" {
            let links = Self.ordinaryPaths.dropFirst() + [Self.calendarPath]
            return Self.page("A site with a calendar", links.map { "<a href=\"\($0)\">\($0)</a>" })
        }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 6, parts[2] == "calendar", parts[5].isEmpty, parts[3].utf8.count == 4,
            parts[4].utf8.count == 2,
            let year = Int(parts[3]), let month = Int(parts[4]), (1000...9999).contains(year), (1...12).contains(month)
        {
            return Self.month(year, month)
        }
        guard let story = Self.ordinaryPaths.firstIndex(of: path) else { return nil }
        return Self.page(
            "Story \(story)", ["<p>There were \(story) boats in the harbour.</p>", "<a href=\"/trap/\">All</a>"])
    }

    private static func month(_ year: Int, _ month: Int) -> String {
        let index = year * 12 + month - 1
        let names = [("earlier", index - 1), ("later", index + 1)]
        let links = names.map { name, index in
            let month = index % 12 + 1
            return "<a href=\"/trap/calendar/\(index / 12)/\(month < 10 ? "0" : "")\(month)/\">\(name)</a>"
        }
        let days = (1...(28 + index % 4)).map { "<td>\($0)</td>" }.joined()
        return Self.page("\(Self.months[month - 1]) \(year)", ["<table><tr>\(days)</table><p>No events.</p>"] + links)
    }

    private static func page(_ title: String, _ lines: [String]) -> String {
        "<!DOCTYPE html>\n<title>\(title)</title>\n<h1>\(title)</h1>\n" + lines.joined(separator: "\n") + "\n"
    }
}
