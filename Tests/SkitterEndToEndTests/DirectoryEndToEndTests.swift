import ContractServers
import Foundation
import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import Testing

/// The directory of a crawl, member by member, against docs/crawl-directory.md.
@Suite(.twoAtATime, .patience) struct DirectoryEndToEndTests {
    private static func documentation() throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appendingPathComponent("docs/crawl-directory.md"), encoding: .utf8)
    }

    /// The names in the first column of the table under the heading that begins so.
    private static func documented(_ heading: String) throws -> Set<String> {
        let lines = try Self.documentation().split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(
            lines.firstIndex { $0.hasPrefix("#") && $0.contains("# " + heading) }, "no section \(heading)")
        let section = lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }
        let cells = section.filter { $0.hasPrefix("| `") }.compactMap { $0.split(separator: "|").first }
        let names = Set(cells.flatMap { $0.matches(of: /`([^`]+)`/).map { String($0.output.1) } })
        try #require(!names.isEmpty, "no table under \(heading)")
        return names
    }

    @Test func everyMemberIsDocumentedAndEveryDocumentedMemberIsThere() async throws {
        let skitter = try SkitterProcess()
        var options = FixtureWeb.Options()
        // Long enough that the long way is always there first: depths are lowered then.
        options.slowPageDelay = .seconds(2)
        let web = FixtureWeb(seed: 4, pageCount: 5, options: options)
        try await FixtureServer.serving(.web(web)) { server in
            let outcome = try await skitter.run(["crawl", server.origin + "/", "-d", "4", "-o", "out"])
            #expect(outcome.code == 0)
        }
        let pages = try JSONValue.lines(of: skitter.path("out/pages.jsonl"))
        let always = try Self.documented("pages.jsonl").subtracting([
            "target", "error", "unchanged_since", "needs_javascript",
        ])
        for page in pages {
            switch page["outcome"].string {
            case "fetched": #expect(page.names == always)
            case "redirected": #expect(page.names == always.union(["target"]))
            case "failed":
                #expect(page.names == always.union(["error"]))
                #expect(page["error"].names == ["class", "message"])
            default: Issue.record("\(page)")
            }
        }
        #expect(Set(pages.compactMap { $0["outcome"].string }).count == 3)
        for (file, heading) in [("skipped.jsonl", "skipped.jsonl"), ("manifest.json", "manifest.json")] {
            let values =
                file.hasSuffix("l")
                ? try JSONValue.lines(of: skitter.path("out/" + file))
                : [try JSONValue(file: skitter.path("out/" + file))]
            #expect(!values.isEmpty)
            // Nobody parked anything.
            let names = try Self.documented(heading).subtracting(["by"])
            for value in values { #expect(value.names == names, "\(file)") }
        }
        let depths = try JSONValue.lines(of: skitter.path("out/depths.jsonl"))
        #expect(!depths.isEmpty)
        #expect(depths.allSatisfy { $0.names == ["id", "from", "depth"] })
        let summary = try JSONValue(file: skitter.path("out/summary.json"))
        #expect(try summary.names == Self.documented("summary.json").union(["exit"]))
        let header = try String(contentsOfFile: skitter.path("out/timeseries.csv"), encoding: .utf8)
            .prefix { !$0.isNewline }.split(separator: ",").map(String.init)
        #expect(try Set(header) == Self.documented("timeseries.csv"))
        let files = try FileManager.default.contentsOfDirectory(atPath: skitter.path("out"))
        let documented = try Self.documented("The crawl directory")
        #expect(Set(files) == documented)
    }

    @Test func theManifestTellsTheSeedsTheOptionsAndTheEndAndNoCredentials() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 5))) { server in
            let seed = server.origin + "/"
            _ = try await skitter.run([
                "crawl", seed, "-d", "1", "--concurrency=3", "-H", "Authorization: Bearer hush-hush", "--no-cookies",
                "-o",
                "out", "-qk",
            ])
            let text = try String(contentsOfFile: skitter.path("out/manifest.json"), encoding: .utf8)
            #expect(!text.contains("hush-hush"))
            let manifest = try JSONValue(text)
            let repeated = ["-d", "1", "--concurrency", "3", "--no-cookies"]
            #expect(manifest["arguments"] == .array(repeated.map { .string($0) }))
            #expect(manifest["seeds"] == .array([.string(seed)]))
            #expect(manifest["exit"]["code"].integer == 0)
            #expect(manifest["options"]["depth"].string == "1")
            #expect(manifest["options"]["concurrency"].string == "3")
            #expect(manifest["finished"].string != nil)
        }
    }

    @Test func aDirectoryInUseIsRefusedUnlessAnEarlierCrawlMadeItAndOverwriteIsSaid() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 10)), options: .logged) { server in
            let arguments = ["crawl", server.origin + "/", "-d", "0", "-o", "out"]
            #expect(try await skitter.run(arguments).code == 0)
            let first = try String(contentsOfFile: skitter.path("out/pages.jsonl"), encoding: .utf8)
            let again = try await skitter.run(arguments)
            #expect(again.code == 7)
            #expect(again.errors.contains("out: is not empty"))
            #expect(try String(contentsOfFile: skitter.path("out/pages.jsonl"), encoding: .utf8) == first)
            #expect(server.log.requestedPages == ["/"])
            #expect(try await skitter.run(arguments + ["--overwrite"]).code == 0)
            #expect(try CrawlRecord(skitter.path("out")).fetched == ["/"])
        }
    }

    @Test func aDirectoryThatNoCrawlMadeIsNeverOverwritten() async throws {
        let skitter = try SkitterProcess()
        let file = try skitter.file("mine/pages.jsonl", "not a crawl's\n")
        let outcome = try await skitter.run(["crawl", "http://127.0.0.1:1/", "-o", "mine", "--overwrite"])
        #expect(outcome.code == 7)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "not a crawl's\n")
    }

    @Test func credentialsGoToTheirOriginAndIntoNoFile() async throws {
        let skitter = try SkitterProcess()
        let other = try ScriptedServer(["/": ScriptedServer.Answer("HTTP/1.1 200 OK\nContent-Length: 0\n\n")])
        defer { other.stop() }
        let page = "<a href=/next>n</a> <a href='\(other.origin)/'>elsewhere</a>"
        let server = try ScriptedServer([
            "/": ScriptedServer.Answer(
                "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: \(page.utf8.count)\n\n",
                Array(page.utf8)),
            "/next": ScriptedServer.Answer("HTTP/1.1 200 OK\nContent-Length: 0\n\n"),
        ])
        defer { server.stop() }
        let outcome = try await skitter.run([
            "crawl", "http://user:secret@127.0.0.1:\(server.port)/", "--robots", "off", "--scope", "any",
            "--allow-private", "127.0.0.1", "-o", "out",
        ])
        #expect(outcome.code == 0)
        #expect(server.requestHeads.count == 2)
        #expect(server.requestHeads.allSatisfy { $0.contains("Authorization: Basic dXNlcjpzZWNyZXQ=") })
        #expect(other.requestHeads.count == 1)
        #expect(other.requestHeads.allSatisfy { !$0.contains("Authorization") })
        for name in try FileManager.default.contentsOfDirectory(atPath: skitter.path("out")) {
            let text = String(
                decoding: try Data(contentsOf: URL(fileURLWithPath: skitter.path("out/" + name))), as: UTF8.self)
            #expect(!text.contains("secret") && !text.contains("dXNlcjpz"), "\(name)")
        }
    }
}
