import Foundation
import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import Testing

@Suite(.timeLimit(.minutes(1))) struct CommandEndToEndTests {
    @Test(arguments: [
        (["crawl"], "no seeds"),
        (["crawl", "-i", "/nonexistent/seeds"], "/nonexistent/seeds cannot be read: No such file or directory"),
        (["crawl", "http://[bad"], "'http://[bad' is not a URL to fetch"),
        (["crawl", "ftp://example.org/"], "only http and https can be fetched"),
        (["crawl", "--no-such-flag", "http://127.0.0.1/"], "Unknown option '--no-such-flag'"),
        (["crawl", "-w", "soon", "http://127.0.0.1/"], "'soon' is invalid"),
        (["crawl", "-c", "0", "http://127.0.0.1/"], "--concurrency must lie between 1 and 4096"),
        (["crawl", "--include", "(", "http://127.0.0.1/"], "'(' is no regular expression"),
        (["crawl", "-H", "no colon", "http://127.0.0.1/"], "is not a header field"),
        (["crawl", "--fail-on", "6xx", "http://127.0.0.1/"], "--fail-on '6xx' is not known"),
        (["serve", "/nonexistent/folder"], "/nonexistent/folder"),
    ])
    func wrongUsageIsOneClearSentenceAndExitCodeTwo(arguments: [String], words: String) async throws {
        let outcome = try await SkitterProcess().run(arguments)
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }

    @Test func aMalformedLineIsNamedAndTheRestGoesOn() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 10))) { server in
            let seeds = try skitter.file("seeds.txt", "# seeds\n\n\n\n\n\nhttp://a b/\n\(server.origin)/\n")
            let outcome = try await skitter.run(["crawl", "-i", seeds, "-d", "0", "-o", "out"])
            #expect(outcome.code == 0)
            #expect(outcome.errors.contains("\(seeds), line 7: 'http://a b/' is not a URL to fetch"))
        }
    }

    @Test(arguments: ["http://127.0.0.1:1/", "http://nonexistent.invalid/"])
    func noSeedReachableIsExitCodeFour(seed: String) async throws {
        let skitter = try SkitterProcess()
        let outcome = try await skitter.run(["crawl", seed, "-o", "out", "--retries", "0"])
        #expect(outcome.code == 4)
        #expect(outcome.output.contains("no seed could be reached ("))
    }

    @Test func aDirectoryInUseIsRefusedUnlessAnEarlierCrawlMadeItAndOverwriteIsSaid() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 10))) { server in
            let arguments = ["crawl", server.origin + "/", "-d", "0", "-o", "out"]
            #expect(try await skitter.run(arguments).code == 0)
            let again = try await skitter.run(arguments)
            #expect(again.code == 7)
            #expect(again.errors.contains("out: is not empty"))
            #expect(try await skitter.run(arguments + ["--overwrite"]).code == 0)
        }
    }

    @Test func aPortInUseIsSaid() async throws {
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 10))) { server in
            let outcome = try await SkitterProcess().run(["serve", "--port", "\(server.port)"])
            #expect(outcome.code == 3)
            #expect(outcome.errors.contains("\(server.port)"))
        }
    }

    @Test func statsCountWhatTheRecordsAndTheServersLogHold() async throws {
        let skitter = try SkitterProcess()
        var options = FixtureServer.Options()
        options.keepsLogEntries = true
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 80)), options: options) { server in
            _ = try await skitter.run(["crawl", server.origin + "/", "-d", "50", "-o", "out", "-q"])
            let record = try CrawlRecord(skitter.path("out"))
            #expect(record.visits.count == server.log.entries.count - 1)
            let json = try await skitter.run(["stats", "out", "--format", "json"])
            #expect(json.code == 0)
            #expect(json.output.contains("\"visits\":\(record.visits.count)"))
            let table = try await skitter.run(["stats", "out"])
            #expect(table.output.contains("ledger    closes"))
            for criterion in ["host", "status", "type", "depth"] {
                for format in ["table", "json", "csv"] {
                    let outcome = try await skitter.run(["stats", "out", "--by", criterion, "--format", format])
                    #expect(outcome.code == 0 && !outcome.output.isEmpty)
                }
            }
        }
    }

    @Test func statsOfAFolderThatIsNoCrawlIsExitCodeSeven() async throws {
        let skitter = try SkitterProcess()
        #expect(try await skitter.run(["stats", skitter.folder]).code == 7)
    }

    @Test func everyOptionOfCrawlIsInTheDocumentation() async throws {
        let help = try await SkitterProcess().run(["crawl", "--help"])
        #expect(help.code == 0)
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let documentation = try String(contentsOf: root.appendingPathComponent("docs/cli.md"), encoding: .utf8)
        let options = Set(help.output.matches(of: /(?m)^ +(?:-\w, )?--([a-z-]+)/).map { String($0.output.1) })
            .subtracting(["version", "help"])
        #expect(options.count > 20)
        for option in options { #expect(documentation.contains("--" + option), "--\(option)") }
        let named = Set(documentation.matches(of: /--([a-z][a-z-]+)/).map { String($0.output.1) })
        #expect(named.subtracting(options).subtracting(["help"]).isEmpty)
    }
}
