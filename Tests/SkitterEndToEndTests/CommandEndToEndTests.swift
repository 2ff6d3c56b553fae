import Foundation
import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import Testing

/// What is said and how a run ends when the command line, a file or a seed is wrong, and what the help says.
@Suite(.twoAtATime, .patience) struct CommandEndToEndTests {
    @Test(arguments: [
        (["crawl"], "no seeds"),
        (["crawl", "-i", "/nonexistent/seeds"], "/nonexistent/seeds cannot be read: No such file or directory"),
        (["crawl", "-i", "/"], "/ cannot be read: Is a directory"),
        (["crawl", "-i", "-"], "no seeds"),
        (["crawl", "http://[bad"], "'http://[bad' is not a URL to fetch"),
        (["crawl", "http://[bad", "http://a b/"], "no seed is left to crawl"),
        (["crawl", "ftp://example.org/"], "only http and https can be fetched"),
        (["crawl", "--no-such-flag", "http://127.0.0.1/"], "Unknown option '--no-such-flag'"),
        (["crawl", "-w", "soon", "http://127.0.0.1/"], "'soon' is invalid"),
        (["crawl", "-d", "-1", "http://127.0.0.1/"], "-d"),
        (["crawl", "-d", "deep", "http://127.0.0.1/"], "'deep' is invalid"),
        (["crawl", "-c", "0", "http://127.0.0.1/"], "--concurrency must lie between 1 and 4096"),
        (["crawl", "--max-pages", "0", "http://127.0.0.1/"], "--max-pages must be 1 or more"),
        (["crawl", "--max-body", "99999999999G", "http://127.0.0.1/"], "'99999999999G' is invalid"),
        (["crawl", "--scope", "planet", "http://127.0.0.1/"], "'planet' is invalid"),
        (["crawl", "--include", "(", "http://127.0.0.1/"], "'(' is no regular expression"),
        (["crawl", "--resolve", "example.org:192.0.2.1", "http://127.0.0.1/"], "it is written HOST:PORT:ADDR"),
        (["crawl", "-q", "-v", "http://127.0.0.1/"], "--quiet and --verbose exclude each other"),
        (["crawl", "-H", "no colon", "http://127.0.0.1/"], "is not a header field"),
        (["crawl", "-H", "X: a\r\nY: b", "http://127.0.0.1/"], "is not a header field"),
        (["crawl", "--fail-on", "6xx", "http://127.0.0.1/"], "--fail-on '6xx' is not known"),
        (["crawl", "--unpark", "calendar", "http://127.0.0.1/"], "--unpark 'calendar' is not a pattern: write it as"),
        (["crawl", "--unpark", "http://h/x?a=1", "http://127.0.0.1/"], "--unpark 'http://h/x?a=1' is not a pattern"),
        (
            ["crawl", "--commit-interval", "2m", "http://127.0.0.1/"],
            "--commit-interval must lie between nothing and 1m"
        ),
        (["crawl", "--commit-changes", "0", "http://127.0.0.1/"], "--commit-changes must lie between 1 and 100000"),
        (["crawl", "--traps", "perhaps", "http://127.0.0.1/"], "'perhaps' is invalid"),
        (
            ["crawl", "--traps", "off", "--unpark", "http://h/{n}", "http://127.0.0.1/"],
            "--unpark is of no use where --traps off parks nothing"
        ),
        (["serve", "-p", "0", "/nonexistent/folder"], "/nonexistent/folder"),
        (["serve", "--pages", "0"], "--pages must be 1 or more"),
        (["stats"], "Missing expected argument '<DIR> ...'"),
        (["stats", "out", "--format", "xml"], "'xml' is invalid"),
        (["no-such-command"], "no-such-command"),
    ])
    func wrongUsageIsOneClearSentenceAndExitCodeTwo(arguments: [String], words: String) async throws {
        let skitter = try SkitterProcess()
        let outcome = try await skitter.run(arguments)
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        let folders = try FileManager.default.contentsOfDirectory(atPath: skitter.folder).filter { !$0.contains("-") }
        #expect(folders.isEmpty, "wrong usage left something behind")
    }

    @Test(arguments: [("auto", "curl (auto takes it"), ("urlsession", "urlsession (asked for)")])
    func whoFetchesAndWhyIsSaidAndRecorded(transport: String, words: String) async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 1))) { server in
            let outcome = try await skitter.run([
                "crawl", server.origin + "/fault/page/1", "-d", "0", "-v", "--transport", transport, "-o", "out",
            ])
            #expect(outcome.code == 0)
            #expect(outcome.errors.contains("skitter: transport \(words)"), "\(outcome.errors)")
            let manifest = try Manifest(readingFrom: skitter.path("out"))
            #expect(words.hasPrefix(manifest.transport + " ("))
            #expect("\(manifest.transport) (\(manifest.transportReason)".hasPrefix(words.prefix { $0 != ")" }))
        }
    }

    @Test func aMalformedLineIsNamedAndTheRestGoesOn() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 10))) { server in
            let seeds = try skitter.file(
                "seeds.txt", "# seeds\n\n\n\n\n\nhttp://a b/\n\(server.origin)/\n\(server.origin)/frames/\n")
            let outcome = try await skitter.run(["crawl", "-i", seeds, "-d", "0", "-o", "out"])
            #expect(outcome.code == 0)
            #expect(outcome.errors.contains("\(seeds), line 7: 'http://a b/' is not a URL to fetch"))
            #expect(try Set(CrawlRecord(skitter.path("out")).fetched) == ["/", "/frames/"])
        }
    }

    @Test func aFileOfMalformedLinesAloneIsWrongUsage() async throws {
        let skitter = try SkitterProcess()
        let seeds = try skitter.file("seeds.txt", "http://a b/\nhttp://[bad\nhttp://host:99999/\nmailto:a@b\n")
        let outcome = try await skitter.run(["crawl", "-i", seeds, "-o", "out"])
        #expect(outcome.code == 2)
        for line in 1...4 { #expect(outcome.errors.contains("\(seeds), line \(line): "), "\(outcome.errors)") }
        #expect(!FileManager.default.fileExists(atPath: skitter.path("out")))
    }

    @Test(arguments: [
        ["http://127.0.0.1:1/"], ["http://nonexistent.invalid/"],
        ["http://127.0.0.1:1/", "http://127.0.0.1:1/again", "http://nonexistent.invalid/"],
    ])
    func noSeedReachableIsExitCodeFour(seeds: [String]) async throws {
        let skitter = try SkitterProcess()
        let outcome = try await skitter.run(["crawl", "-o", "out", "--retries", "0"] + seeds)
        #expect(outcome.code == 4)
        #expect(outcome.output.contains("no seed could be reached ("))
        let record = try CrawlRecord(skitter.path("out"))
        #expect(record.visits.count + record.skips.count == seeds.count)
        #expect(record.replay.ending?.code == 4)
    }

    @Test func oneSeedThatIsReachedIsEnough() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 1))) { server in
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", "http://127.0.0.1:1/", "http://nonexistent.invalid/", "-d", "0",
                "--retries", "0", "-o", "out",
            ])
            #expect(outcome.code == 0)
        }
    }

    @Test(arguments: [("4xx", "/fault/status/404"), ("5xx", "/fault/status/501"), ("any", "/fault/close")])
    func failuresThatAreNamedAreExitCodeSix(failOn: String, target: String) async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 1))) { server in
            let arguments = ["crawl", server.origin + "/", server.origin + target, "-d", "0", "--retries", "0"]
            let tolerant = try await skitter.run(arguments + ["-o", "tolerant"])
            #expect(tolerant.code == 0)
            let strict = try await skitter.run(arguments + ["--fail-on", failOn, "-o", "strict"])
            #expect(strict.code == 6)
        }
    }

    @Test(arguments: [[], ["crawl"], ["bench"], ["stats"], ["explain"], ["audit"], ["serve"], ["check"], ["config"]])
    func helpIsOnStdoutAndEndsWithZero(command: [String]) async throws {
        let skitter = try SkitterProcess()
        let help = try await skitter.run(command + ["--help"])
        #expect(help.code == 0)
        #expect(help.errors.isEmpty)
        #expect(help.output.contains("USAGE: skitter"))
        #expect(try await skitter.run(["help"] + command).output == help.output)
    }

    @Test func everyOptionOfCrawlIsInTheDocumentation() async throws {
        let help = try await SkitterProcess().run(["crawl", "--help"])
        #expect(help.code == 0)
        let documentation = try SkitterProcess.documentation("cli.md")
        let options = Set(help.output.matches(of: /(?m)^ +(?:-\w, )?--([a-z-]+)/).map { String($0.output.1) })
            .subtracting(["version", "help"])
        #expect(options.count > 20)
        for option in options { #expect(documentation.contains("--" + option), "--\(option)") }
        let start = try #require(documentation.range(of: "## Options of `crawl`"))
        let end = try #require(documentation.range(of: "\n## ", range: start.upperBound..<documentation.endIndex))
        let named = Set(
            documentation[start.upperBound..<end.lowerBound].matches(of: /--([a-z][a-z-]+)/).map { String($0.output.1) }
        )
        #expect(named.subtracting(options).subtracting(["help"]).isEmpty)
    }

    @Test(arguments: ["bench", "stats", "explain", "audit"])
    func everyOptionOfALookAtACrawlIsInTheDocumentation(command: String) async throws {
        let help = try await SkitterProcess().run([command, "--help"])
        let documentation = try SkitterProcess.documentation("cli.md")
        let options = Set(help.output.matches(of: /(?m)^ +(?:-\w, )?--([a-z-]+)/).map { String($0.output.1) })
            .subtracting(["version", "help"])
        #expect(!options.isEmpty)
        for option in options { #expect(documentation.contains("--" + option), "--\(option)") }
    }
}
