import SkitterCore

/// A crawl that nobody made: as many pages as asked for, on some thousand hosts, with what a real one meets.
struct MadeUpCrawl {
    let pages: Int
    static let startedMicroseconds: Int64 = 1_764_000_000_000_000
    private static let types = ["text/html", "text/html", "text/html", "image/png", "application/pdf", "text/plain"]

    /// Page `number`: every seventh redirects, every eleventh is missing, every 97th never answered.
    func visit(_ number: Int) -> VisitRecord {
        let host = number % 3 == 0 ? 0 : number % 5_000
        var visit = VisitRecord(
            id: MadeUpCrawl.id(number), url: MadeUpCrawl.url(number, host: host), depthAtFetch: number % 9,
            parent: number == 0 ? nil : MadeUpCrawl.url(number / 2, host: number / 2 % 3 == 0 ? 0 : number / 2 % 5_000),
            via: "a", startedMicroseconds: MadeUpCrawl.startedMicroseconds + Int64(number) * 3_000, outcome: .fetched)
        visit.totalMicroseconds = 20_000 + Int64(MadeUpCrawl.id(number) % 900_000)
        visit.links.found = 40
        if number % 97 == 13 {
            visit.outcome = .failed(FailureClass(.timeout), message: "no answer within 30 s")
            visit.attempts = 3
            return visit
        }
        visit.address = "192.0.2.\(host % 200)"
        visit.firstByteMicroseconds = visit.totalMicroseconds / 2
        visit.contentType = MadeUpCrawl.types[number % MadeUpCrawl.types.count]
        visit.status = 200
        visit.bodyBytes = 1_000 + Int(MadeUpCrawl.id(number) % 60_000)
        visit.wireBytes = visit.bodyBytes / 4
        visit.digest = number % 50 == 0 ? 7 : MadeUpCrawl.id(number) &+ 1
        if number % 7 == 3 {
            visit.status = 301
            visit.outcome = .redirected(target: MadeUpCrawl.url(number + 1, host: host))
        } else if number % 11 == 5 {
            visit.status = 404
            visit.outcome = .failed(.client, message: nil)
        } else {
            visit.encoding = "UTF-8"
            visit.encodingSource = "header"
            visit.etag = "\"\(number)-5e1\""
            visit.lastModified = "Tue, 25 Nov 2025 16:00:00 GMT"
            visit.title = "Chapter \(number). A page of the documentation"
            visit.links.accepted = 12
            visit.links.new = 2
        }
        return visit
    }

    /// One URL in five pages is forbidden.
    func skip(_ number: Int) -> SkippedRecord? {
        guard number % 5 == 0 else { return nil }
        return SkippedRecord(
            id: MadeUpCrawl.id(number + self.pages), url: "https://host\(number % 5_000).example/private/\(number)",
            depth: 2, parent: MadeUpCrawl.url(number, host: 0), reason: .robots, detail: "robots.txt line 3")
    }

    private static func id(_ number: Int) -> UInt64 { UInt64(number) &* 0x9E37_79B9_7F4A_7C15 }

    /// A URL of some 70 bytes.
    private static func url(_ number: Int, host: Int) -> String {
        let digits = String(number)
        return "https://host\(host).example/documentation/current/reference/page-"
            + String(repeating: "0", count: 9 - digits.count) + digits
    }
}
