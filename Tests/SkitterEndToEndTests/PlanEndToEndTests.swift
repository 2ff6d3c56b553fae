import Foundation
import SkitterFixtureWeb
import SkitterTesting
import Testing

/// `skitter plan` against sites with sitemaps.
@Suite(.twoAtATime, .patience) struct PlanEndToEndTests {
    private static func site(_ skitter: SkitterProcess, robots: String) throws -> String {
        let head = #"<?xml version="1.0"?>"#
        let schema = #"xmlns="http://www.sitemaps.org/schemas/sitemap/0.9""#
        let pages =
            (0..<30).map { "<url><loc>/p\($0).html</loc></url>" } + [
                "<url><loc>/p0.html#again</loc></url>", "<url><loc>/private/a</loc></url>",
                "<url><loc>http://other.example/</loc></url>",
            ]
        _ = try skitter.file("site/robots.txt", robots)
        _ = try skitter.file(
            "site/map.xml", "\(head)<sitemapindex \(schema)><sitemap><loc>/pages.xml</loc></sitemap></sitemapindex>")
        _ = try skitter.file("site/pages.xml", "\(head)<urlset \(schema)>\(pages.joined())</urlset>")
        _ = try skitter.file(
            "site/sitemap.xml",
            "\(head)<urlset \(schema)><url><loc>/usual.html</loc></url><url><loc>/private/b</loc></url></urlset>")
        _ = try skitter.file("site/index.html", "<a href=p0.html>not asked for</a>")
        return skitter.path("site")
    }

    @Test func aPlanAsksForRobotsAndSitemapsAndNothingElse() async throws {
        let skitter = try SkitterProcess()
        let folder = try Self.site(
            skitter, robots: "User-agent: *\nDisallow: /private/\nCrawl-delay: 1\nSitemap: /map.xml\n")
        try await FixtureServer.serving(.folder(folder), options: .logged) { server in
            let outcome = try await skitter.run(["plan", server.origin + "/", "--format", "json"])
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(
                server.log.entries.map(\.target).sorted() == ["/map.xml", "/pages.xml", "/robots.txt", "/sitemap.xml"])
            #expect(server.log.gaps().allSatisfy { $0 >= .milliseconds(990) }, "\(server.log.gaps())")
            let plan = try JSONValue(outcome.output)
            let host = try #require(plan["hosts"].elements.first)
            #expect(host["host"].string == "127.0.0.1" && plan["hosts"].elements.count == 1)
            #expect(host["delay_s"].integer == 1 && host["delay_from"].string == "robots.txt")
            #expect(host["sitemaps"].integer == 3)
            #expect(host["urls"].integer == 33 && host["refused"].integer == 2 && host["to_fetch"].integer == 31)
            #expect(plan["least_s"].integer == 30 && plan["bottleneck"].string == "127.0.0.1")
            #expect(plan["out_of_scope"].integer == 1)
            #expect(!plan["assumptions"].elements.isEmpty)
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: skitter.folder).filter { $0.hasPrefix("skitter") }
                .isEmpty)
    }

    @Test func theDelayIsTheUsersWhereTheSiteAsksForNone() async throws {
        let skitter = try SkitterProcess()
        let folder = try Self.site(skitter, robots: "")
        try await FixtureServer.serving(.folder(folder), options: .logged) { server in
            let outcome = try await skitter.run(["plan", server.origin + "/", "-w", "200ms"])
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(
                outcome.output.contains("2 URLs to fetch; at least 200ms, for the delay of 127.0.0.1"),
                "\(outcome.output)")
        }
    }

    @Test func whereNobodyAnswersThereIsNoPlan() async throws {
        let outcome = try await SkitterProcess().run(["plan", "http://127.0.0.1:1/", "--retries", "0"])
        #expect(outcome.code == 4)
        #expect(outcome.output.contains("0 URLs to fetch"))
        #expect(outcome.errors.contains("no host could be asked"))
    }
}
