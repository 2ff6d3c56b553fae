import SkitterArchive
import SkitterCore
import Testing

struct CrawlComparisonTests {
    /// A directory with these records.
    static func directory(_ records: [VisitRecord]) async throws -> (scratch: Scratch, reader: CrawlDirectoryReader) {
        let scratch = try Scratch()
        let directory = try CrawlDirectory(preparing: scratch.path)
        let sink = try JSONLRecordSink(directory: directory)
        try await sink.append(records.enumerated().map { StepEntry(step: UInt64($0 + 1), visit: $1) })
        try await sink.close()
        return (scratch, try CrawlDirectoryReader(scratch.path))
    }

    static func visit(
        _ path: String, _ outcome: VisitRecord.Outcome = .fetched, digest: UInt64? = nil, title: String? = nil
    ) -> VisitRecord {
        var record = VisitRecord(
            id: 1, url: "http://a.example" + path, depthAtFetch: 0, parent: nil, via: "a",
            startedMicroseconds: 1_764_000_000_000_000, outcome: outcome)
        record.digest = digest
        record.title = title
        record.contentType = "text/html"
        return record
    }

    @Test func everyKindOfDifferenceIsTold() async throws {
        let gone = FailureClass.client
        let before = try await Self.directory([
            Self.visit("/same", digest: 1), Self.visit("/changed", digest: 2), Self.visit("/broken", digest: 3),
            Self.visit("/mended", .failed(gone, message: nil)), Self.visit("/removed", digest: 4),
            Self.visit("/old", digest: 5), Self.visit("/to", .redirected(target: "http://a.example/x")),
            Self.visit("/still-broken", .failed(gone, message: nil)), Self.visit("/twin", digest: 9),
            Self.visit("/other-twin", digest: 9),
        ])
        let after = try await Self.directory([
            Self.visit("/same", digest: 1), Self.visit("/changed", digest: 20, title: "New"),
            Self.visit("/broken", .failed(gone, message: nil)), Self.visit("/mended", digest: 6),
            Self.visit("/new", digest: 5), Self.visit("/to", .redirected(target: "http://a.example/y")),
            Self.visit("/still-broken", .failed(gone, message: nil)), Self.visit("/added", digest: 7),
            Self.visit("/third-twin", digest: 9),
        ])
        let comparison = try CrawlComparison(
            before: CrawlDirectories(before.reader), after: CrawlDirectories(after.reader))
        let told = comparison.differences.map { "\($0.kind.rawValue) \($0.url.dropFirst(16)) \($0.detail ?? "-")" }
        #expect(
            told == [
                "broken /broken http-4xx", "mended /mended -", "moved /old http://a.example/new",
                "moved /to http://a.example/y", "changed /changed New", "added /added -", "added /third-twin -",
                "removed /other-twin -", "removed /removed -", "removed /twin -",
            ])
        #expect(comparison.unchanged == 2)
        #expect(
            try CrawlComparison(before: CrawlDirectories(after.reader), after: CrawlDirectories(after.reader))
                .differences.isEmpty)
    }

    @Test func aSitemapListsWhatMayBeIndexedInParts() async throws {
        var hidden = Self.visit("/hidden")
        hidden.robots = ["noindex"]
        var copy = Self.visit("/copy")
        copy.canonical = "http://a.example/"
        var dated = Self.visit("/a?b&c='d'")
        dated.lastModified = "Sun, 06 Nov 1994 08:49:37 GMT"
        let (scratch, reader) = try await Self.directory([
            Self.visit("/"), hidden, copy, dated, Self.visit("/gone", .failed(.client, message: nil)),
        ])
        var text = ""
        let count = try PageExport(CrawlDirectories(reader), as: .sitemap).run {
            text += String(decoding: $0, as: UTF8.self)
        }
        #expect(count.pages == 2)
        #expect(
            text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                <url><loc>http://a.example/</loc></url>
                <url><loc>http://a.example/a?b&amp;c=&apos;d&apos;</loc><lastmod>1994-11-06T08:49:37.000000Z</lastmod></url>
                </urlset>

                """)
        var second = ""
        _ = try PageExport(CrawlDirectories(reader), as: .sitemap).run(part: 2) {
            second += String(decoding: $0, as: UTF8.self)
        }
        #expect(!second.contains("<url>"))
        withExtendedLifetime(scratch) {}
    }

    @Test func textFromTheWebBecomesNeitherFormulaNorMarkup() async throws {
        let (scratch, reader) = try await Self.directory([Self.visit("/\"]", title: "=HYPERLINK(\"x\")")])
        var csv = ""
        _ = try PageExport(CrawlDirectories(reader), as: .csv).run { csv += String(decoding: $0, as: UTF8.self) }
        #expect(csv.contains(#","'=HYPERLINK(""x"")","#))
        var dot = ""
        _ = try PageExport(CrawlDirectories(reader), as: .dot).run { dot += String(decoding: $0, as: UTF8.self) }
        #expect(dot.contains(#""http://a.example/\"]";"#))
        withExtendedLifetime(scratch) {}
    }
}
