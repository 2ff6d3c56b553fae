import Foundation
import SkitterFixtureWeb
import SkitterTesting
import Testing

/// `skitter links` against a site and another one that it links to.
@Suite(.twoAtATime, .patience) struct LinksEndToEndTests {
    private static func serving(
        _ skitter: SkitterProcess, _ body: (_ site: FixtureServer, _ other: FixtureServer) async throws -> Void
    ) async throws {
        _ = try skitter.file("other/index.html", "<h1 id=here>x</h1><a href=never.html>not asked for</a>")
        _ = try skitter.file("other/private.html", "not asked for")
        _ = try skitter.file("other/robots.txt", "User-agent: *\nDisallow: /private\n")
        try await FixtureServer.serving(.folder(skitter.path("other")), options: .logged) { other in
            let out = other.origin
            _ = try skitter.file(
                "site/index.html",
                """
                <p id=own></p><a href=a.html>a</a><a href=b.html>b</a><a href='#own'>own</a><a href=missing.html>m</a>
                <a href='\(out)/#here'>h</a><a href='\(out)/gone.html'>g</a><a href='\(out)/private.html'>p</a>
                """)
            _ = try skitter.file(
                "site/a.html",
                "<a href='missing.html#x'>m</a><a href='\(out)/#nowhere'>n</a><img src=none.png><a href='\(out)/gone.html'>g</a>"
            )
            _ = try skitter.file("site/b.html", "<a href='a.html#not'>n</a><a href=missing.html>m</a>")
            try await FixtureServer.serving(.folder(skitter.path("site")), options: .logged) { site in
                try await body(site, other)
            }
        }
    }

    private static func arguments(_ site: FixtureServer) -> [String] {
        ["links", site.origin + "/", "--allow-private", "127.0.0.0/8", "--retries", "0"]
    }

    @Test func brokenLinksAreToldWithThePagesThatHoldThem() async throws {
        let skitter = try SkitterProcess()
        try await Self.serving(skitter) { site, other in
            let outcome = try await skitter.run(Self.arguments(site) + ["--format", "json"])
            #expect(outcome.code == 6, "\(outcome.errors)")
            #expect(outcome.errors.contains("checking the links of \(site.origin)/"))
            let result = try JSONValue(outcome.output)
            let told = result["broken"].elements.map { broken in
                ([broken["url"].string ?? "", broken["reason"].string ?? ""]
                    + broken["pages"].elements.map { $0.string ?? "" })
                    .map { $0.replacing(site.origin, with: "site").replacing(other.origin, with: "other") }
                    .joined(separator: " ")
            }
            #expect(
                Set(told) == [
                    "site/missing.html http-4xx site/ site/a.html site/b.html", "site/a.html#not fragment site/b.html",
                    "site/none.png http-4xx site/a.html", "other/#nowhere fragment site/a.html",
                    "other/gone.html http-4xx site/ site/a.html",
                ])
            #expect(result["pages"].integer == 3 && result["links"].integer == 8)
            #expect(result["unchecked"].elements.map { $0["reason"].string } == ["robots"])
            // One request for a URL, however many pages link to it, and none for what lies behind.
            #expect(other.log.entries.map(\.target).sorted() == ["/", "/gone.html", "/robots.txt"])
        }
        // Nothing is written where it was started.
        let names = try FileManager.default.contentsOfDirectory(atPath: skitter.folder)
        #expect(names.filter { !$0.hasSuffix(".out") && !$0.hasSuffix(".err") }.sorted() == ["other", "site"])
    }

    @Test(arguments: [
        (["--no-external"], "3 broken"), (["--no-fragments"], "3 broken"), (["--accept", "200..299,404"], "2 broken"),
        (["-d", "0"], "2 broken"), (["--scope", "page"], "2 broken"), (["--exclude", "missing|none"], "3 broken"),
    ])
    func whatIsCheckedIsTheUsersChoice(options: [String], words: String) async throws {
        let skitter = try SkitterProcess()
        try await Self.serving(skitter) { site, other in
            let outcome = try await skitter.run(Self.arguments(site) + options)
            #expect(outcome.code == 6)
            #expect(outcome.output.contains("\n\(words) links; "), "\(outcome.output)")
            #expect(other.log.entries.isEmpty == options.contains("--no-external"))
        }
    }

    @Test func whatIsKnownOfOtherSitesIsNotAskedForAgainForADay() async throws {
        let skitter = try SkitterProcess()
        try await Self.serving(skitter) { site, other in
            let arguments = Self.arguments(site) + ["--cache", "cache", "--format", "json"]
            let first = try JSONValue(try await skitter.run(arguments).output)
            let asked = other.log.entries.count
            #expect(asked == 3 && first["reused"].integer == 0)
            let second = try await skitter.run(arguments)
            #expect(second.code == 6)
            let result = try JSONValue(second.output)
            #expect(result["reused"].integer == 2)
            #expect(
                result["broken"].elements.map { $0["url"].string } == first["broken"].elements.map { $0["url"].string })
            // The robots.txt alone, for a URL of which nothing may be known.
            #expect(other.log.entries.dropFirst(asked).map(\.target) == ["/robots.txt"])
            _ = try await skitter.run(arguments + ["--max-age", "1ms"])
            #expect(other.log.entries.count == asked + 4)
        }
    }

    @Test(arguments: ["table", "json", "junit", "markdown"])
    func aSiteWithoutBrokenLinksEndsWithZero(format: String) async throws {
        let skitter = try SkitterProcess()
        _ = try skitter.file("site/index.html", "<p id=x><a href='#x'>x</a><a href=a.html>a</a>")
        _ = try skitter.file("site/a.html", "<a href=/>back</a>")
        try await FixtureServer.serving(.folder(skitter.path("site"))) { server in
            let outcome = try await skitter.run(["links", server.origin + "/", "--format", format, "-q"])
            #expect(outcome.code == 0 && outcome.errors.isEmpty)
            #expect(outcome.output.contains(format == "json" ? #""broken":[]"# : "2"))
        }
    }

    @Test func aURLThatIsBrokenItselfIsTold() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 1))) { server in
            let outcome = try await skitter.run(["links", server.origin + "/nothing"])
            #expect(outcome.code == 6)
            #expect(outcome.output.hasPrefix("\(server.origin)/nothing\n    404\n    as it was given\n"))
        }
        let unreachable = try await skitter.run(["links", "http://127.0.0.1:1/", "--retries", "0"])
        #expect(unreachable.code == 4 && unreachable.errors.contains("no seed could be reached"))
    }

    @Test func aCheckThatIsStoppedTellsWhatItKnows() async throws {
        let skitter = try SkitterProcess()
        try await Self.serving(skitter) { site, _ in
            let outcome = try await skitter.run(Self.arguments(site) + ["--max-pages", "1"])
            #expect(outcome.code == 12 && outcome.errors.contains("--max-pages is reached"))
            #expect(outcome.output.contains("not checked (") && outcome.output.contains("not-asked"))
        }
    }

    @Test(arguments: [
        (["--accept", "2xx"], "--accept: '2xx' is no status"), (["--linkers", "0"], "--linkers must be 1 or more"),
        (["--max-age", "0s"], "--max-age must be more than nothing"), (["--format", "xml"], "xml"),
    ])
    func wrongUsageIsOneSentence(options: [String], words: String) async throws {
        let outcome = try await SkitterProcess().run(["links", "http://127.0.0.1:1/"] + options)
        #expect(outcome.code == 2 && outcome.errors.contains(words), "\(outcome.errors)")
    }

    @Test func everyOptionIsInTheDocumentation() async throws {
        let help = try await SkitterProcess().run(["links", "--help"])
        let documentation = try SkitterProcess.documentation("cli.md")
        let options = Set(help.output.matches(of: /(?m)^ +(?:-\w, )?--([a-z-]+)/).map { String($0.output.1) })
            .subtracting(["version", "help"])
        #expect(options.contains("accept"))
        for option in options { #expect(documentation.contains("--" + option), "--\(option)") }
    }
}
