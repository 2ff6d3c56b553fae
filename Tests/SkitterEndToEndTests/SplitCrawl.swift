import Foundation
import SkitterCore
import SkitterStore
import Testing

/// A crawl whose records are dealt out over three directories, as if three crawlers had shared its frontier.
///
/// Each started and ended at another time than the others, and only the one that ended last has the ledger of the end.
struct SplitCrawl {
    static let names = ["one", "two", "three"]
    /// Which of them ended last.
    static let last = 1
    private let skitter: SkitterProcess
    private let startedMicroseconds: Int64
    private let elapsedMilliseconds: Int

    /// Deals out the crawl in the directory `name`, which has a journal.
    init(_ name: String, _ skitter: SkitterProcess) throws {
        self.skitter = skitter
        let manifest = try JSONValue(file: skitter.path("\(name)/manifest.json"))
        let summary = try JSONValue(file: skitter.path("\(name)/summary.json"))
        self.startedMicroseconds = try #require(manifest["started"].string.flatMap(UTCTime.microseconds))
        guard case .number(let elapsed) = summary["elapsed_s"] else { throw CocoaError(.fileReadCorruptFile) }
        self.elapsedMilliseconds = Int((elapsed * 1000).rounded())
        for (number, part) in Self.names.enumerated() {
            try FileManager.default.createDirectory(atPath: skitter.path(part), withIntermediateDirectories: true)
            try self.writeManifest(from: name, to: part, number)
            try self.writeSummary(from: name, to: part, number)
        }
        try FileManager.default.copyItem(
            atPath: skitter.path("\(name)/timeseries.csv"), toPath: skitter.path("one/timeseries.csv"))
        let parts = try self.splitJournal(name)
        try self.splitLines(name, "pages.jsonl", by: parts.pages)
        try self.splitLines(name, "skipped.jsonl", by: parts.skips)
        try self.splitDepths(name)
    }

    /// The crawlers began some milliseconds one after another.
    private func offset(_ number: Int) -> Int { number * 3 }

    private func writeManifest(from name: String, to part: String, _ number: Int) throws {
        var text = try String(contentsOfFile: self.skitter.path("\(name)/manifest.json"), encoding: .utf8)
        let started = UTCTime.text(self.startedMicroseconds + Int64(self.offset(number)) * 1000)
        text = text.replacing(/"started": "[^"]*"/, with: "\"started\": \"\(started)\"")
        let finished = try #require(text.firstMatch(of: /"finished": "([^"]*)"/)?.output.1)
        let ended = try #require(UTCTime.microseconds(String(finished)))
        text = text.replacing(
            /"finished": "[^"]*"/,
            with: "\"finished\": \"\(UTCTime.text(ended - (number == Self.last ? 0 : 5_000)))\"")
        text = text.replacing(
            "\"options\": {", with: "\"options\": {\n    \"crawl\": \"web\",\n    \"frontier-id\": \"7734\",",
            maxReplacements: 1)
        _ = try self.skitter.file("\(part)/manifest.json", text)
    }

    private func writeSummary(from name: String, to part: String, _ number: Int) throws {
        var text = try String(contentsOfFile: self.skitter.path("\(name)/summary.json"), encoding: .utf8)
        if number == Self.last {
            let elapsed = NumberText.fixed(Double(self.elapsedMilliseconds - self.offset(number)) / 1000, decimals: 3)
            text = text.replacing(/"elapsed_s":[0-9.]+/, with: "\"elapsed_s\":\(elapsed)")
        } else {
            text = """
                {"v":1,"exit":{"code":11,"cause":"stopped"},"elapsed_s":0.001,\
                "ledger":{"discovered":9,"pending":7,"fetched":2,"closes":true},"requests":{"pages":0,"robots":0}}
                """
        }
        _ = try self.skitter.file("\(part)/summary.json", text)
    }

    /// Every line goes to the directory of its step.
    private func splitLines(_ name: String, _ file: String, by parts: [Int]) throws {
        let lines = try Self.lines(self.skitter.path("\(name)/\(file)"))
        #expect(lines.count == parts.count)
        for (number, part) in Self.names.enumerated() {
            _ = try self.skitter.file(
                "\(part)/\(file)", zip(lines, parts).filter { $1 == number }.map { $0.0 }.joined())
        }
    }

    /// In the reverse order, each twice: in two directories, neither of which need have the page.
    private func splitDepths(_ name: String) throws {
        let lines = try Self.lines(self.skitter.path("\(name)/depths.jsonl"))
        var texts = ["", "", ""]
        for (index, line) in lines.reversed().enumerated() {
            texts[index % 3] += line
            texts[(index + 1) % 3] += line
        }
        for (part, text) in zip(Self.names, texts) { _ = try self.skitter.file("\(part)/depths.jsonl", text) }
    }

    static func lines(_ path: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { $0 + "\n" }
    }

    /// A journal for each directory, with the steps of which it has the records; says where those of pages and skips are.
    private func splitJournal(_ name: String) throws -> (pages: [Int], skips: [Int]) {
        var pages: [Int] = []
        var skips: [Int] = []
        for (number, part) in Self.names.enumerated() {
            let path = self.skitter.path("\(part)/crawl.sqlite")
            try FileManager.default.copyItem(atPath: self.skitter.path("\(name)/crawl.sqlite"), toPath: path)
            let connection = try SQLiteConnection(path, .readWrite)
            pages = try connection.rows("SELECT step % 3 FROM pages ORDER BY step") { Int($0.integer(0)) }
            skips = try connection.rows("SELECT step % 3 FROM skips ORDER BY seq") { Int($0.integer(0)) }
            try connection.transaction {
                // A robots.txt is known to other crawlers before it is committed.
                try connection.execute("UPDATE robots SET fetched_us = fetched_us + 3600000000")
                for table in [
                    "seeds", "urls", "pages", "skips", "depths", "retries", "hosts", "robots", "scope", "awaiting",
                ] {
                    try connection.execute("DELETE FROM \(table) WHERE step % 3 <> ?", .integer(Int64(number)))
                }
            }
            try connection.close()
        }
        return (pages, skips)
    }
}
