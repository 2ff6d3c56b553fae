import Foundation
import SkitterFixtureWeb
import Testing

/// `skitter-recrawl`: what a timer calls each night.
@Suite(.twoAtATime, .patience) struct RecrawlScriptEndToEndTests {
    private static let hook = "cat > heard.csv; echo \"$1 $2\" >> calls"

    /// A folder that is crawled again, and the site that it is about.
    private struct Place {
        let skitter = try? SkitterProcess()

        func process() throws -> SkitterProcess { try #require(self.skitter) }

        func write(_ name: String, _ text: String) throws {
            _ = try self.process().file(
                "site/" + name, "<title>\(name)</title><a href=/a.html></a><a href=/b.html></a>" + text)
        }

        func settings(_ origin: String, _ more: String = "") throws {
            _ = try self.process().file("place/skitter.yaml", "seeds: ['\(origin)/a.html']\nquiet: true\n\(more)\n")
        }

        func run(hook: String = RecrawlScriptEndToEndTests.hook, _ variables: [String: String] = [:]) async throws
            -> SkitterProcess.Outcome
        {
            let own = ["RECRAWL_HOOK": hook, "RECRAWL_DIFF": "--format csv"]
            return try await self.process().runScript(
                "packaging/skitter-recrawl", ["place"], variables: variables.merging(own) { $1 })
        }

        func text(_ name: String) throws -> String {
            try String(contentsOfFile: self.process().path("place/" + name), encoding: .utf8)
        }

        func link(_ name: String) -> String? {
            guard let path = try? self.process().path("place/" + name) else { return nil }
            return try? FileManager.default.destinationOfSymbolicLink(atPath: path)
        }

        func crawls() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: self.process().path("place/crawls"))
                .filter { !$0.hasSuffix(".diff") }.sorted()
        }
    }

    @Test func theHookHearsOfWhatHasChangedAndOfNothingElse() async throws {
        let place = Place()
        try place.write("a.html", "")
        try place.write("b.html", "")
        try await FixtureServer.serving(.folder(try place.process().path("site")), options: .logged) { server in
            try place.settings(server.origin)
            #expect(try await place.run().code == 0)
            let first = try #require(place.link("latest"))
            let again = try await place.run()
            #expect(again.code == 0 && again.errors.contains("nothing has changed"), "\(again)")
            let second = try #require(place.link("latest"))
            #expect(second != first && place.link("unfinished") == nil)
            #expect(throws: (any Error).self) { try place.text("calls") }

            try place.write("b.html", "changed")
            // Nothing is lost where the hook fails: the next crawl is compared with the same one.
            let failed = try await place.run(hook: "exit 3")
            #expect(failed.code == 1 && failed.errors.contains("the hook failed with code 3"))
            #expect(place.link("latest") == second)
            #expect(try await place.run().code == 0)
            let fourth = try #require(place.link("latest"))
            #expect(try place.text("calls") == "\(second) \(fourth)\n")
            #expect(try place.text("heard.csv").contains("/b.html"))
            #expect(try place.text("heard.csv") == place.text(fourth + ".diff"))
            #expect(try place.crawls().count == 4)

            #expect(try await place.run(["RECRAWL_KEEP": "2"]).code == 0)
            #expect(try place.crawls() == [fourth, try #require(place.link("latest"))].map { String($0.dropFirst(7)) })
        }
    }

    @Test func aCrawlThatFailsChangesNothing() async throws {
        let place = Place()
        try place.settings("http://127.0.0.1:1", "retries: 0")
        let outcome = try await place.run()
        #expect(outcome.code == 4, "\(outcome)")
        #expect(place.link("latest") == nil && place.link("unfinished") == nil)
        try place.settings("http://127.0.0.1:1", "retrys: 0")
        #expect(try await place.run().code == 2)
    }

    @Test func aCrawlThatWasInterruptedGoesOn() async throws {
        let place = Place()
        try await FixtureServer.serving(.web(FixtureWeb(seed: 5, pageCount: 60)), options: .logged) { server in
            try place.settings(server.origin)
            // One that was killed, as far as anybody can tell.
            let skitter = try place.process()
            let before = try await skitter.run([
                "crawl", server.origin + "/", "-o", "place/crawls/20250101-000000", "--max-pages", "3",
            ])
            #expect(before.code == 12)
            try FileManager.default.createSymbolicLink(
                atPath: skitter.path("place/unfinished"), withDestinationPath: "crawls/20250101-000000")
            let outcome = try await place.run(["SKITTER_OUTPUT": "elsewhere"])
            // It has the budget that it began with, and has spent it.
            #expect(outcome.errors.contains("going on with crawls/20250101-000000"))
            #expect(outcome.code == 0, "\(outcome)")
            #expect(place.link("latest") == "crawls/20250101-000000" && place.link("unfinished") == nil)
            #expect(try place.crawls() == ["20250101-000000"])
        }
    }
}
