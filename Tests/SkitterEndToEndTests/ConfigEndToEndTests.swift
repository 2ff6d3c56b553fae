import Foundation
import SkitterArchive
import SkitterFixtureWeb
import Testing

/// What a settings file and the environment do to a crawl, and what is said of them.
@Suite(.twoAtATime, .patience) struct ConfigEndToEndTests {
    private static let web = FixtureWeb(seed: 5, pageCount: 60)

    private static func pages(_ skitter: SkitterProcess, _ directory: String) throws -> Int {
        try CrawlRecord(skitter.path(directory)).fetched.count
    }

    private static func option(_ name: String, _ skitter: SkitterProcess, _ directory: String) throws -> String? {
        try Manifest(readingFrom: skitter.path(directory)).option(name)
    }

    @Test func theFileTheEnvironmentAndTheCommandLineAreHeardInThatOrder() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(Self.web), options: .logged) { server in
            _ = try skitter.file(
                "skitter.yaml", "seeds: [\"\(server.origin)/\"]\nmax-pages: 9\ndepth: 1\ninclude: [x]\nquiet: true\n")
            let variables = ["SKITTER_MAX_PAGES": "4", "SKITTER_INCLUDE": "."]
            let second = try await skitter.run(["crawl", "-o", "second"], variables: variables)
            #expect(second.code == 12 && second.output.isEmpty, "\(second.errors)")
            #expect(try Self.pages(skitter, "second") == 4)
            #expect(try Self.option("depth", skitter, "second") == "1")
            #expect(try Self.option("include", skitter, "second") == ".")
            let third = try await skitter.run(
                ["crawl", "-o", "third", "--max-pages", "2", "--include", "/", "--include", "p"], variables: variables)
            #expect(third.code == 12)
            #expect(try Self.pages(skitter, "third") == 2)
            #expect(try Self.option("include", skitter, "third") == "/ p")
            let off = try await skitter.run(["crawl", "-o", "off", "--config", "off", server.origin + "/"])
            #expect(off.code == 0 && !off.errors.contains("skitter.yaml"))
            #expect(try Self.option("max-pages", skitter, "off") == "none")
        }
    }

    @Test func seedsAndVerbosityOfTheCommandLineTakeThePlaceOfTheFiles() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(Self.web), options: .logged) { server in
            _ = try skitter.file("skitter.yaml", "seeds: [\"http://127.0.0.1:1/\"]\ninput-file: gone\nquiet: true\n")
            let outcome = try await skitter.run(["crawl", server.origin + "/", "-o", "out", "-v", "--max-pages", "1"])
            #expect(outcome.code == 12, "\(outcome.errors)")
            #expect(outcome.errors.contains("skitter: transport"))
            #expect(outcome.errors.hasPrefix("skitter: options from skitter.yaml\n"))
            #expect(try Manifest(readingFrom: skitter.path("out")).seeds == [server.origin + "/"])
        }
    }

    @Test func aResumedCrawlHasTheOptionsItBeganWithAndTheSecretsOfTheFile() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(Self.web), options: .logged) { server in
            let own = "seeds: [\"\(server.origin)/\"]\noutput: out\n"
            let secret = "header: [\"X-Secret: abc\"]\n"
            _ = try skitter.file("skitter.yaml", own + secret + "depth: 2\nmax-pages: 3\n")
            #expect(try await skitter.run(["crawl"]).code == 12)
            _ = try skitter.file("skitter.yaml", own + secret + "depth: 1\nretries: many\nmax-pages: 3\n")
            let resumed = try await skitter.run(["crawl", "--resume", "--max-pages", "6"])
            #expect(resumed.code == 12, "\(resumed.errors)")
            #expect(resumed.errors.contains("skitter.yaml:4: 'depth' is passed over"))
            #expect(!resumed.errors.contains("max-pages' is passed over"))
            #expect(try Self.option("depth", skitter, "out") == "2")
            #expect(try Self.pages(skitter, "out") == 6)
            let manifest = try String(contentsOfFile: skitter.path("out/manifest.json"), encoding: .utf8)
            #expect(!manifest.contains("abc"))
            // A line that cannot be read may be one that is needed.
            _ = try skitter.file("skitter.yaml", own + "heder: [\"X-Secret: abc\"]\n")
            let unread = try await skitter.run(["crawl", "--resume", "--max-pages", "9"])
            #expect(unread.code == 2 && unread.errors.contains("'heder' is no option of crawl: is it 'header'?"))
            // What cannot be given back is not left out silently.
            _ = try skitter.file("skitter.yaml", own)
            let refused = try await skitter.run(["crawl", "--resume", "--max-pages", "9"])
            #expect(refused.code == 2)
            #expect(refused.errors.contains("--header '' contradicts the crawl that is to go on, which has 'X-Secret'"))
        }
    }

    @Test func delaysAndPlacesOfAHostAreItsOwnAndAreJudged() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(Self.web), options: .logged) { server in
            _ = try skitter.file(
                "skitter.yaml",
                "max-pages: 4\ndelay: 7s\nhosts:\n  127.0.0.1: {delay: 120ms, per-host: 1}\n  example.org: {delay: 9s}\n"
            )
            let outcome = try await skitter.run(["crawl", server.origin + "/", "-o", "out"])
            #expect(outcome.code == 12, "\(outcome.errors)")
            let audit = try await skitter.run(["audit", "out"])
            #expect(audit.code == 0, "\(audit.output)")
            #expect(audit.output.contains("of 120ms"))
            #expect(audit.output.contains("1 in flight of 1"))
        }
    }

    @Test func headerFieldsOfHostsAreSentToThemAlone() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(Self.web), options: .logged) { server in
            let hosts = ["a.one.test", "b.two.test"]
            _ = try skitter.file(
                "skitter.yaml", "hosts:\n  '*.one.test': {header: ['User-Agent: One/1.0', 'X-Secret: hush']}\n")
            var words = ["crawl", "-d", "1", "-w", "0", "-o", "out", "--allow-private", "127.0.0.1:\(server.port)"]
            for host in hosts {
                words += ["--resolve", "\(host):\(server.port):127.0.0.1", "http://\(host):\(server.port)/"]
            }
            let outcome = try await skitter.run(words)
            #expect(outcome.code == 0, "\(outcome.errors)")
            let entries = server.log.entries
            for (host, name) in zip(hosts, ["One/1.0", "Skitter/"]) {
                let asked = entries.filter { $0.host == "\(host):\(server.port)" }
                #expect(asked.contains { $0.target == "/robots.txt" } && asked.count > 3)
                #expect(asked.allSatisfy { $0.userAgent?.hasPrefix(name) == true }, "\(host)")
            }
            let manifest = try String(contentsOfFile: skitter.path("out/manifest.json"), encoding: .utf8)
            #expect(manifest.contains("*.one.test=X-Secret") && !manifest.contains("hush"))
            let shown = try await skitter.run(["config", "show"])
            #expect(shown.output.contains("header-of") && !shown.output.contains("hush"))
        }
    }

    @Test func planAndLinksTakeWhatTheyShareWithACrawl() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(Self.web), options: .logged) { server in
            _ = try skitter.file(
                "skitter.yaml", "seeds: \(server.origin)/\nuser-agent: Me/1.0\ndelay: 40ms\ndepth: 0\noutput: x\n")
            let plan = try await skitter.run(["plan", "--format", "json"])
            #expect(plan.code == 0 && plan.errors.contains("options from skitter.yaml"), "\(plan.errors)")
            #expect(try JSONValue(plan.output)["hosts"].elements.first?["delay_s"] == .number(0.04))
            #expect(try JSONValue(plan.output)["hosts"].elements.first?["delay_from"].string == "option")
            // How a server is treated, and not what is checked.
            let unnamed = try await skitter.run(["links"])
            #expect(unnamed.code == 2 && unnamed.errors.contains("no seeds"))
            let links = try await skitter.run(["links", "-q", "-w", "0", server.origin + "/"])
            #expect(links.code != 2 && links.errors.isEmpty, "\(links.errors)")
            #expect(server.log.entries.count > 20, "depth is for a crawl")
            #expect(server.log.entries.allSatisfy { $0.userAgent == "Me/1.0" })
            _ = try skitter.file("skitter.yaml", "delay: 1s\nper-host: 0\n")
            let wrong = try await skitter.run(["links", server.origin + "/"])
            #expect(wrong.code == 2)
            #expect(wrong.errors == "skitter: skitter.yaml:2: --per-host must be 1 or more\n")
        }
    }

    @Test func checkNamesEachLineThatIsWrong() async throws {
        let skitter = try SkitterProcess()
        _ = try skitter.file(
            "bad.yaml",
            """
            max-page: 3
            jitter: 3
            scope: planet
            concurrency: 0
            include: ["("]
            seeds: [ftp://x, -x]
            allow-private: [10.0.0.0/8, nowhere]
            hosts: {"a b": {delay: 1s}}
            insecure: perhaps
            """)
        let outcome = try await skitter.run(["config", "check", "bad.yaml"], variables: ["SKITTER_DELAY": "soon"])
        #expect(outcome.code == 2 && outcome.errors.isEmpty)
        let lines = outcome.output.split(separator: "\n").map(String.init)
        let expected = [
            "bad.yaml:1: 'max-page' is no option of crawl: is it 'max-pages'?",
            "bad.yaml:2: --jitter must lie between 0 and 1",
            "bad.yaml:3: The value 'planet' is invalid for '--scope <scope>'.",
            "bad.yaml:4: --concurrency must lie between 1 and 4096",
            "bad.yaml:5: '(' is no regular expression",
            "bad.yaml:6: 'ftp://x' is not a URL to fetch: only http and https can be fetched",
            "bad.yaml:6: '-x' begins with a dash",
            "bad.yaml:7: --allow-private",
            "bad.yaml:8: The value 'a b=1s' is invalid for '--delay-of <HOST=TIME>'",
            "bad.yaml:9: 'insecure' is true or false, not 'perhaps'",
        ]
        #expect(lines.count == expected.count, "\(outcome.output)")
        for (line, words) in zip(lines, expected) { #expect(line.hasPrefix(words)) }
        let crawl = try await skitter.run(["crawl", "--config", "bad.yaml", "http://127.0.0.1/"])
        #expect(crawl.code == 2)
        for words in expected where !words.hasPrefix("bad.yaml:6") { #expect(crawl.errors.contains(words)) }
    }

    @Test func aFileThatIsRightIsSaidToBe() async throws {
        let skitter = try SkitterProcess()
        #expect(try await skitter.run(["config", "check"]).code == 2)
        _ = try skitter.file("skitter.yaml", "delay: 5s\nfrontier: postgresql://h/d\ncrawl: name\n")
        let right = try await skitter.run(["config", "check"])
        #expect(right.code == 0 && right.output == "skitter.yaml: nothing is wrong; options set: 3\n", "\(right)")
    }

    @Test(arguments: [
        (["SKITTER_CONCURRENCY": "0"], [], "SKITTER_CONCURRENCY: --concurrency must lie between 1 and 4096"),
        (["SKITTER_DEPTH": "deep"], [], "SKITTER_DEPTH: The value 'deep' is invalid for '--depth <N>'"),
        (["SKITTER_QUIET": "very"], [], "SKITTER_QUIET: 'very' is neither true nor false"),
        (["SKITTER_TRAPS": "off"], ["--unpark", "http://h/{n}"], "(--traps is set by SKITTER_TRAPS)"),
        (["SKITTER_CONFIG": "/nonexistent/skitter.yaml"], [], "/nonexistent/skitter.yaml cannot be read"),
    ])
    func aWrongVariableIsNamed(variables: [String: String], arguments: [String], words: String) async throws {
        let outcome = try await SkitterProcess().run(
            ["crawl", "http://127.0.0.1/"] + arguments, variables: variables)
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }

    /// A frontier that is set, and of which no crawl is named, is of no use and does no harm.
    @Test func halfAFrontierInTheFileWaitsForTheOther() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(Self.web), options: .logged) { server in
            let variables = ["SKITTER_FRONTIER": "postgresql://h/d"]
            _ = try skitter.file("skitter.yaml", "max-pages: 2\n")
            let alone = try await skitter.run(["crawl", server.origin + "/", "-o", "out"], variables: variables)
            #expect(alone.code == 12, "\(alone.errors)")
            #expect(try await skitter.run(["config", "check"], variables: variables).code == 0)
            _ = try skitter.file("skitter.yaml", "frontier: 'not a connection'\n")
            let refused = try await skitter.run(["crawl", server.origin + "/", "-o", "none"])
            #expect(refused.code == 2 && refused.errors.contains("skitter.yaml:1: --frontier needs the name"))
            // Named, it is asked: what is wrong then is the address.
            let asked = try await skitter.run(["crawl", server.origin + "/", "-o", "none", "--crawl", "name"])
            #expect(asked.code != 0 && !asked.errors.contains("needs the name"), "\(asked)")
        }
    }

    @Test func valuesThatExcludeEachOtherAreNamedWithTheirPlaces() async throws {
        let skitter = try SkitterProcess()
        _ = try skitter.file("skitter.yaml", "depth: 1\ntraps: off\nunpark: ['http://h/{n}']\n")
        let crawl = try await skitter.run(["crawl", "http://127.0.0.1/"])
        #expect(crawl.code == 2)
        #expect(
            crawl.errors.contains("(--traps is set by skitter.yaml:2; --unpark is set by skitter.yaml:3)"), "\(crawl)")
        let check = try await skitter.run(["config", "check"])
        #expect(check.code == 2 && check.output.hasPrefix("skitter.yaml:2: --unpark is of no use"))
        // What the command line mends is not wrong.
        let mended = try await skitter.run([
            "crawl", "--traps", "on", "--retries", "0", "-o", "out", "http://127.0.0.1:1/",
        ])
        #expect(mended.code == 4, "\(mended)")
    }

    @Test func showTellsWhereEachValueComesFromAndNoSecret() async throws {
        let skitter = try SkitterProcess()
        _ = try skitter.file(
            "skitter.yaml", "seeds: [\"http://me:word@h/\"]\ndepth: 5\nuser: me:word\nheader: [\"A: word\"]\n")
        let variables = ["SKITTER_DELAY": "3s", "SKITTER_DEPHT": "1"]
        let table = try await skitter.run(["config", "show"], variables: variables)
        #expect(table.code == 0)
        #expect(table.errors.contains("SKITTER_DEPHT: sets nothing: is it SKITTER_DEPTH?"))
        for line in [
            #/depth +5 +skitter.yaml:2/#, #/delay +3s +SKITTER_DELAY/#, #/retries +2 +default/#, #/seeds +http://h/ /#,
        ] {
            #expect(table.output.contains(line))
        }
        let json = try await skitter.run(["config", "show", "--format", "json"], variables: variables)
        for words in [
            #""file":"skitter.yaml","options":[{"key":"seeds""#,
            #"{"key":"depth","value":"5","from":"file","file":"skitter.yaml","line":2}"#,
            #"{"key":"delay","value":"3s","from":"environment","variable":"SKITTER_DELAY"}"#,
            #"{"key":"cookies","value":"false","from":"default"}"#, #"{"key":"proxy","value":null,"from":"default"}"#,
        ] { #expect(json.output.contains(words), "\(words)") }
        #expect(!(table.output + json.output).contains("word"))
    }

    /// Its keys are found from the options themselves: each must be one that a file can set.
    @Test func everyOptionOfCrawlIsAKey() async throws {
        let skitter = try SkitterProcess()
        let help = try await skitter.run(["crawl", "--help"]).output
        let options = Set(help.matches(of: /(?m)^ +(?:-\w, )?--([a-z-]+)/).map { String($0.output.1) })
            .subtracting(["version", "help", "resume", "config", "no-cookies"])
        let shown = try await skitter.run(["config", "show"]).output
        let keys = Set(shown.matches(of: #/(?m)^([a-z-]+) /#).map { String($0.output.1) }).subtracting([
            "option", "seeds",
        ])
        #expect(keys == options && keys.count > 50)
    }
}
