import ContractServers
import Foundation
import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import Testing

/// Crawls that ask only for what has changed since an earlier one.
@Suite(.twoAtATime, .patience) struct RecrawlEndToEndTests {
    /// A folder of linked pages, some of which change.
    private struct Site {
        static let count = 60
        let skitter: SkitterProcess

        init(_ skitter: SkitterProcess) throws {
            self.skitter = skitter
            for number in 0..<Self.count { try self.write(number) }
        }

        var folder: String { self.skitter.path("site") }

        /// A tree with some links across, and one that leads out.
        func write(_ number: Int, more: String = "") throws {
            let targets = [2 * number + 1, 2 * number + 2, number * 7 % Self.count, number * 11 % Self.count]
            let links = targets.filter { $0 < Self.count }.map { "<a href='/\($0).html'>\($0)</a>" }.joined()
            let text =
                "<title>Page \(number)</title>\(links)<a href='http://elsewhere.invalid/\(number)'>out</a>\(more)"
            _ = try self.skitter.file("site/\(number).html", text)
        }

        /// Three pages get another body, one a new link, one is gone.
        func change() throws {
            for number in [3, 20, 41] { try self.write(number, more: "changed") }
            try self.write(9, more: "<a href=/new.html>new</a>")
            _ = try self.skitter.file("site/new.html", "<title>New</title><a href=/0.html>back</a>")
            try FileManager.default.removeItem(atPath: self.folder + "/59.html")
        }

        static let changed: Set<String> = ["/3.html", "/20.html", "/41.html", "/9.html", "/new.html", "/59.html"]
    }

    /// What a record says of its page, whoever fetched it and when.
    private static func lines(_ record: CrawlRecord) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: record.visits.map { visit in
                var visit = visit
                visit.id = 0
                visit.depthAtFetch = record.finalDepth(of: visit)
                visit.status = visit.isUnchanged ? 200 : visit.status
                // Which of the pages that name a page was first is a matter of timing.
                (visit.parent, visit.links.new, visit.unchangedSinceMicroseconds) = (nil, 0, nil)
                (visit.startedMicroseconds, visit.totalMicroseconds, visit.firstByteMicroseconds) = (0, 0, nil)
                visit.wireBytes = nil
                return (visit.requestTarget, "\(visit)")
            })
    }

    @Test(arguments: [("2", "curl"), ("inf", "curl"), ("4", "urlsession")])
    func onlyWhatChangedIsSentAgainAndAllOfItIsRecorded(depth: String, transport: String) async throws {
        let skitter = try SkitterProcess()
        let site = try Site(skitter)
        try await FixtureServer.serving(.folder(site.folder), options: .logged) { server in
            let crawl = ["crawl", server.origin + "/0.html", "-d", depth, "--transport", transport]
            #expect(try await skitter.run(crawl + ["-o", "old"]).code == 0)
            try site.change()
            let asked = server.log.entries.count
            let outcome = try await skitter.run(crawl + ["-o", "new", "--if-modified", "old"])
            #expect(outcome.code == 0, "\(outcome.errors)")
            let log = server.log.entries.dropFirst(asked)
            #expect(try await skitter.run(crawl + ["-o", "whole"]).code == 0)
            let (record, whole) = (try CrawlRecord(skitter.path("new")), try CrawlRecord(skitter.path("whole")))
            #expect(Self.lines(record) == Self.lines(whole))
            // Each request was answered as the record says, and only what changed came again.
            let sent = Set(log.filter { $0.status != 304 }.map(\.target)).subtracting(["/robots.txt"])
            #expect(sent == Site.changed.intersection(record.targets()))
            #expect(!sent.isEmpty)
            let unchanged = record.visits.count { $0.isUnchanged }
            #expect(unchanged == log.count { $0.status == 304 } && unchanged == record.visits.count - sent.count)
            #expect(outcome.output.contains("(\(unchanged) unchanged)"))
            // The differences are those between two whole crawls.
            let diff = try await skitter.run(["diff", "old", "new"])
            #expect(try await skitter.run(["diff", "old", "whole"]).output == diff.output)
            #expect(try await skitter.run(["diff", "new", "whole"]).code == 0)
            // That a crawl was to reach less is said: it is no change of the site.
            #expect(!diff.errors.contains("reach differently"))
            #expect(try await skitter.run(["crawl", server.origin + "/0.html", "-d", "0", "-o", "short"]).code == 0)
            let short = try await skitter.run(["diff", "old", "short"])
            #expect(short.errors.contains("reach differently") && short.errors.contains("--depth '\(depth)' and '0'"))
            let stats = try await skitter.run(["stats", "new", "--format", "json"])
            #expect(try JSONValue(stats.output)["totals"]["unchanged"].integer == unchanged)
            // What was unchanged may be the basis of the next crawl.
            let next = try await skitter.run(crawl + ["-o", "next", "--if-modified", "new"])
            #expect(next.code == 0)
            let last = try CrawlRecord(skitter.path("next"))
            #expect(Self.lines(last) == Self.lines(whole))
            #expect(last.targets { $0.isUnchanged } == last.fetched)
            let begun = Dictionary(
                uniqueKeysWithValues: try CrawlRecord(skitter.path("old")).visits.map {
                    ($0.url, $0.startedMicroseconds)
                })
            for visit in last.visits where visit.isUnchanged && !Site.changed.contains(visit.requestTarget) {
                #expect(visit.unchangedSinceMicroseconds == begun[visit.url])
            }
        }
    }

    @Test func aKilledRecrawlGoesOnAskingWhatChanged() async throws {
        let skitter = try SkitterProcess()
        let site = try Site(skitter)
        try await FixtureServer.serving(.folder(site.folder), options: .logged(latency: .milliseconds(5))) { server in
            let crawl = ["crawl", server.origin + "/0.html", "-d", "inf", "-c", "2"]
            #expect(try await skitter.run(crawl + ["-o", "old"]).code == 0)
            try site.change()
            let asked = server.log.entries.count
            let killed = try await skitter.run(crawl + ["-o", "new", "--if-modified", "./old"]) { process in
                try await until { server.log.entries.count >= asked + 20 }
                process.signal(SIGKILL)
            }
            #expect(killed.code == -SIGKILL)
            let manifest = try Manifest(readingFrom: skitter.path("new"))
            let path = try #require(manifest.arguments.drop { $0 != "--if-modified" }.dropFirst().first)
            #expect(path.hasPrefix("/") && path.hasSuffix("/old"))
            #expect(try await skitter.run(["crawl", "--resume", "-o", "new"]).code == 0)
            #expect(try await skitter.run(crawl + ["-o", "whole"]).code == 0)
            let (record, whole) = (try CrawlRecord(skitter.path("new")), try CrawlRecord(skitter.path("whole")))
            #expect(Self.lines(record) == Self.lines(whole))
            let unchanged = Set(record.targets { $0.isUnchanged })
            #expect(unchanged == Set(record.fetched).subtracting(Site.changed))
        }
    }

    @Test func theArchiveRefersToWhatHasNotChanged() async throws {
        let skitter = try SkitterProcess()
        let site = try Site(skitter)
        try await FixtureServer.serving(.folder(site.folder)) { server in
            let crawl = ["crawl", server.origin + "/0.html", "-d", "1", "--warc"]
            for arguments in [["-o", "old"], ["-o", "new", "--if-modified", "old"]] {
                let outcome = try await skitter.run(crawl + arguments)
                #expect(outcome.code == 0, "\(outcome.errors)")
            }
        }
        var dates: [String: String] = [:]
        try Self.forEachRecord(in: skitter.path("old")) { record in
            if record.type == "response" { dates[record.targetURI ?? ""] = record.fields["WARC-Date"] }
        }
        var revisits = 0
        try Self.forEachRecord(in: skitter.path("new")) { record in
            guard record.type == "revisit" else { return }
            revisits += 1
            let fields = record.fields
            #expect(fields["WARC-Profile"]?.hasSuffix("/revisit/server-not-modified") == true)
            #expect(fields["WARC-Refers-To-Target-URI"] == record.targetURI)
            #expect(fields["WARC-Refers-To-Date"] == dates[record.targetURI ?? ""])
        }
        #expect(revisits == 3)
        let index = try String(contentsOfFile: skitter.path("new/index.cdxj"), encoding: .utf8)
        let lines = index.split(separator: "\n").filter {
            $0.contains("\"mime\": \"warc/revisit\", \"status\": \"304\"")
        }
        #expect(lines.count == 3)
    }

    private static func forEachRecord(in directory: String, _ body: (WARCRecordHead) -> Void) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: directory + "/warc") {
            var reader = try WARCReader(directory + "/warc/" + name)
            while let record = try reader.next() { body(record) }
            #expect(reader.ending == .whole)
        }
    }

    @Test func whatCannotBeTheBasisIsRefusedInOneSentence() async throws {
        let skitter = try SkitterProcess()
        let site = try Site(skitter)
        try await FixtureServer.serving(.folder(site.folder), options: .logged) { server in
            let crawl = ["crawl", server.origin + "/0.html", "-d", "0"]
            #expect(try await skitter.run(crawl + ["-o", "old"]).code == 0)
            #expect(try await skitter.run(crawl + ["-o", "bare", "--journal", "off"]).code == 0)
            _ = try skitter.file("foreign/notes.txt", "mine")
            let asked = server.log.entries.count
            let cases: [(arguments: [String], code: Int32, words: String)] = [
                (["--if-modified", "none"], 7, "none: holds no crawl"),
                (["--if-modified", "foreign"], 7, "foreign: holds no crawl"),
                (["--if-modified", "bare"], 7, "--journal off"), (["--if-modified", ""], 2, "--if-modified needs"),
                (
                    ["--if-modified", "old", "-o", "./old", "--overwrite"], 2,
                    "names the directory that this crawl writes"
                ),
                (["--if-modified", "old", "--robots-agent", "other"], 2, "--robots-agent 'other' contradicts"),
                (["--if-modified", "old", "--warc"], 2, "needs an earlier crawl with --warc"),
            ]
            for (arguments, code, words) in cases {
                let output = arguments.contains("-o") ? [] : ["-o", "new"]
                let outcome = try await skitter.run(crawl + arguments + output)
                #expect(outcome.code == code, "\(arguments): \(outcome.errors)")
                #expect(outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
                #expect(outcome.errors.split(separator: "\n").count == 1, "\(arguments): \(outcome.errors)")
            }
            #expect(server.log.entries.count == asked, "something was asked for")
            #expect(!FileManager.default.fileExists(atPath: skitter.path("new")), "something was left behind")
            #expect(try CrawlRecord(skitter.path("old")).fetched == ["/0.html"])
        }
    }

    @Test func aCrawlThatStillRunsIsNoBasis() async throws {
        let skitter = try SkitterProcess()
        let site = try Site(skitter)
        try await FixtureServer.serving(.folder(site.folder), options: .logged(latency: .milliseconds(100))) { server in
            let crawl = ["crawl", server.origin + "/0.html", "-d", "inf", "-c", "1"]
            let running = try await skitter.run(crawl + ["-o", "old"]) { process in
                try await until { server.log.entries.count >= 2 }
                let outcome = try await skitter.run(crawl + ["-o", "new", "--if-modified", "old"])
                #expect(outcome.code == 7)
                #expect(outcome.errors.contains("old: another crawl is writing here"))
                process.signal(SIGINT)
            }
            #expect(running.code == 11)
        }
    }
}
