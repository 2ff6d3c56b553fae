import Foundation
import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import SkitterTesting
import Testing

/// Records that are read while the crawl runs: `--jsonl`.
@Suite(.twoAtATime, .patience) struct PipeEndToEndTests {
    private func lines(_ path: String) throws -> [Substring] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    }

    @Test func theOutputHoldsTheLinesOfTheRecordAndNothingElse() async throws {
        let skitter = try SkitterProcess()
        let outcome = try await FixtureServer.serving(.web(FixtureWeb(pageCount: 50))) { server in
            try await skitter.run(["crawl", server.origin + "/", "-d", "inf", "-o", "out", "--jsonl", "-"])
        }
        #expect(outcome.code == 0)
        #expect(outcome.output == (try String(contentsOfFile: skitter.path("out/pages.jsonl"), encoding: .utf8)))
        #expect(outcome.output.split(separator: "\n").count >= 50)
        #expect(outcome.errors.contains("ledger    closes"))
    }

    @Test func fieldsAreThoseThatWereAskedForInTheirOrder() async throws {
        let skitter = try SkitterProcess()
        let outcome = try await FixtureServer.serving(.web(FixtureWeb(pageCount: 3))) { server in
            try await skitter.run([
                "crawl", server.origin + "/", "-d", "0", "-q", "-o", "out", "--jsonl", "-", "--fields",
                "status,url,target,links",
            ])
        }
        #expect(outcome.code == 0 && outcome.errors.isEmpty)
        let line = try #require(outcome.output.split(separator: "\n").first)
        #expect(line.hasPrefix("{\"status\":200,\"url\":\"http://127.0.0.1:"))
        #expect(line.contains("/\",\"target\":null,\"links\":{\"found\":"))
        let links = try JSONValue(String(line))["links"]["found"].integer
        #expect(
            links
                == (try JSONValue(String(try self.lines(skitter.path("out/pages.jsonl"))[0])))["links"]["found"].integer
        )
    }

    @Test func wrongUseIsOneSentence() async throws {
        let skitter = try SkitterProcess()
        let file = try skitter.file("there.jsonl", "{}\n")
        let cases: [(arguments: [String], code: Int32, words: String)] = [
            (
                ["--jsonl", "-", "--fields", "url,colour"], 2,
                "--fields: 'colour' is no member of a record: use v, id, url, "
            ),
            (["--jsonl", "-", "--fields", ","], 2, "--fields: '' is no member of a record: use v, id, url, "),
            (["--fields", "url"], 2, "--fields is for --jsonl"),
            (["--jsonl", file], 3, "holds something already: choose another name, or replace it with --overwrite"),
            (["--jsonl", "no/such/folder"], 3, "no/such/folder: cannot be written (No such file or directory)"),
        ]
        for (arguments, code, words) in cases {
            let outcome = try await skitter.run(["crawl", "http://127.0.0.1:1/", "-o", "out"] + arguments)
            #expect(outcome.code == code && outcome.errors.contains(words), "\(outcome.errors)")
        }
        #expect(try self.lines(file) == ["{}"])
        #expect(!FileManager.default.fileExists(atPath: skitter.path("out")))
    }

    @Test func aReaderThatLeavesEndsTheCrawlWhichCanBeGoneOnWith() async throws {
        let skitter = try SkitterProcess()
        let pipe = skitter.path("pipe")
        try #require(mkfifo(pipe, 0o600) == 0)
        try await FixtureServer.serving(
            .web(FixtureWeb(pageCount: 2000)), options: .logged(latency: .milliseconds(2))
        ) { server in
            let arguments = ["crawl", server.origin + "/", "-d", "inf", "-c", "8", "-o", "out", "--jsonl", pipe]
            let outcome = try await skitter.run(arguments) { _ in
                // The crawl waits for its reader; who reads here must not hold up the server beside it.
                let reader = open(pipe, O_RDONLY | O_NONBLOCK)
                try #require(reader >= 0)
                defer { close(reader) }
                var byte: UInt8 = 0
                var lines = 0
                try await until {
                    while lines < 3, read(reader, &byte, 1) == 1 { lines += byte == 0x0A ? 1 : 0 }
                    return lines == 3
                }
            }
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("stopped: whoever was handed the records wants no more (exit 0)"))
            let stopped = try CrawlRecord(skitter.path("out"))
            #expect(stopped.ledger.pending > 0 && stopped.replay.ending?.code == 16)
            let resumed = try await skitter.run(["crawl", "--resume", "-o", "out"])
            #expect(resumed.code == 0)
            let record = try CrawlRecord(skitter.path("out"))
            #expect(record.ledger.pending == 0)
            #expect(record.targets().count == server.log.requestedPages.count)
        }
    }

    /// A reader that does not read: what was committed and finds no room in the pipe is what a kill would lose.
    @Test func afterAKillEachRecordIsHandedOverAtLeastOnce() async throws {
        let skitter = try SkitterProcess()
        let pipe = skitter.path("pipe")
        try #require(mkfifo(pipe, 0o600) == 0)
        let reader = open(pipe, O_RDONLY | O_NONBLOCK)
        try #require(reader >= 0)
        defer { close(reader) }
        // Room for one page (Linux: F_SETPIPE_SZ).
        try #require(fcntl(reader, 1031, 4096) == 4096)
        // As a kill in the middle of a write leaves it.
        let file = try skitter.file("records.jsonl", "{\"v\":1,\"id\":\"00")
        let pages = skitter.path("out/pages.jsonl")
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 2000)), options: .logged) { server in
            let killed = try await skitter.run([
                "crawl", server.origin + "/", "-d", "inf", "-c", "8", "-o", "out", "--jsonl", pipe,
            ]) { process in
                // More is recorded than the pipe holds; whoever waits for much more may wait for ever, for so does the crawl.
                try await until { self.size(of: pages) > 4096 && self.unread(in: reader) > 0 }
                process.signal(SIGKILL)
            }
            #expect(killed.code == -SIGKILL)
            let resumed = try await skitter.run(["crawl", "--resume", "-o", "out", "--jsonl", file])
            #expect(resumed.code == 0, "\(resumed.errors)")
        }
        var taken = [UInt8](repeating: 0, count: 1 << 20)
        let count = read(reader, &taken, taken.count)
        try #require(count > 0 && count < taken.count)
        let first = String(decoding: taken[..<count], as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        let recorded = try self.lines(pages)
        // The last line in the pipe is cut, or empty.
        #expect(Set(first.dropLast()).union(try self.lines(file)) == Set(recorded))
    }

    private func unread(in pipe: CInt) -> CInt {
        var count: CInt = 0
        return ioctl(pipe, UInt(FIONREAD), &count) == 0 ? count : 0
    }

    private func size(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
