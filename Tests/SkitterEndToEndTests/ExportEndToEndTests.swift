import Foundation
import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import Testing

/// The archive of a crawl as one file, and its index.
@Suite(.twoAtATime, .patience) struct ExportEndToEndTests {
    private static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// The bytes that `skitter export` writes: they are no text.
    private static func export(_ skitter: SkitterProcess, _ directory: String, as format: String) async throws
        -> [UInt8]
    {
        let name = UUID().uuidString
        let outcome = try await skitter.run(["export", directory, "--as", format], output: name)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.errors.isEmpty)
        return try Self.bytes(skitter.path(name))
    }

    private static func archive(in directory: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory + "/warc").sorted().map {
            directory + "/warc/" + $0
        }
    }

    @Test func aFinishedArchiveIsOneFileWithItsIndex() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(seed: 3, pageCount: 30))) { server in
            let outcome = try await skitter.run(["crawl", server.origin + "/", "--warc", "-o", "out"])
            #expect(outcome.code == 0)
        }
        let files = try Self.archive(in: skitter.path("out"))
        let records = try await Self.export(skitter, "out", as: "warc")
        #expect(try records == files.flatMap { try Self.bytes($0) })
        let index = try Self.bytes(skitter.path("out/index.cdxj"))
        #expect(index.count > 1000)
        #expect(try await Self.export(skitter, "out", as: "cdxj") == index)
        // One that is gone, and one that is older than what it speaks of, are of no use; nothing is written beside the archive.
        try FileManager.default.removeItem(atPath: skitter.path("out/index.cdxj"))
        #expect(try await Self.export(skitter, "out", as: "cdxj") == index)
        #expect(!FileManager.default.fileExists(atPath: skitter.path("out/index.cdxj")))
        let stale = try skitter.file("out/index.cdxj", "stale\n")
        try FileManager.default.setAttributes([.modificationDate: Date.distantPast], ofItemAtPath: stale)
        #expect(try await Self.export(skitter, "out", as: "cdxj") == index)
    }

    @Test func archivesOfSeveralCrawlersAreOneWhateverTheNamesOfTheirFiles() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(seed: 3, pageCount: 30))) { server in
            let outcome = try await skitter.run(["crawl", server.origin + "/", "--warc", "-o", "a"])
            #expect(outcome.code == 0)
            let idle = try await skitter.run(["crawl", server.origin + "/", "-d", "0", "-o", "idle"])
            #expect(idle.code == 0)
        }
        for directory in ["a", "idle"] {
            let manifest = try String(contentsOfFile: skitter.path(directory + "/manifest.json"), encoding: .utf8)
            _ = try skitter.file(
                directory + "/manifest.json",
                manifest.replacing("\"options\": {", with: "\"options\": {\n    \"frontier-id\": \"1\","))
        }
        // Two crawlers that started in the same second: their files have the same names. One has no index of its own.
        try FileManager.default.copyItem(atPath: skitter.path("a"), toPath: skitter.path("b"))
        try FileManager.default.removeItem(atPath: skitter.path("b/index.cdxj"))
        let index = String(decoding: try Self.bytes(skitter.path("a/index.cdxj")), as: UTF8.self)
        var lines: [String] = []
        for line in index.split(separator: "\n") {
            for directory in ["a", "b"] {
                lines.append(String(line).replacing("\"filename\": \"", with: "\"filename\": \"\(directory)/warc/"))
            }
        }
        lines.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let records = try Self.archive(in: skitter.path("a")).flatMap { try Self.bytes($0) }
        func export(_ directories: [String], _ format: String) async throws -> [UInt8] {
            let outcome = try await skitter.run(["export"] + directories + ["--as", format], output: "exported")
            #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
            return try Self.bytes(skitter.path("exported"))
        }
        #expect(
            String(decoding: try await export(["b", "a"], "cdxj"), as: UTF8.self) == lines.map { $0 + "\n" }.joined())
        #expect(try await export(["b", "a"], "warc") == records + records)
        // One that visited something has archived it; one that came when all was done has nothing.
        let refused = try await skitter.run(["export", "a", "idle", "--as", "warc"])
        #expect(refused.code == 7 && refused.errors.contains("idle: holds no archive"))
        _ = try skitter.file("idle/pages.jsonl", "")
        #expect(try await export(["a", "idle"], "warc") == records)
    }

    @Test func ofAnArchiveThatGrowsWhatIsCommittedIsExported() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(seed: 3, pageCount: 300))) { server in
            let stopped = try await skitter.run(
                ["crawl", server.origin + "/", "--warc", "-d", "inf", "--max-pages", "20", "-o", "out"])
            #expect(stopped.code == 12)
        }
        let file = try #require(try Self.archive(in: skitter.path("out")).first)
        let committed = try Self.bytes(file)
        let index = try await Self.export(skitter, "out", as: "cdxj")
        // What a killed crawl may leave: an exchange without a commit, and a file that was begun after it.
        try Data(committed + committed).write(to: URL(fileURLWithPath: file))
        try Data(committed).write(to: URL(fileURLWithPath: file.replacing("-00000.", with: "-00001.")))
        #expect(try await Self.export(skitter, "out", as: "warc") == committed)
        #expect(try await Self.export(skitter, "out", as: "cdxj") == index)
        let whole = skitter.path("whole.warc.gz")
        try Data(committed).write(to: URL(fileURLWithPath: whole))
        var lines = 0
        #expect(try CDXJIndexer.read(whole) { _ in lines += 1 }.ending == .whole)
        #expect(index.count { $0 == 0x0A } == lines)
        // One that lost something is not passed off as whole.
        try Data(committed.dropLast(10)).write(to: URL(fileURLWithPath: file))
        for format in ["warc", "cdxj"] {
            let outcome = try await skitter.run(["export", "out", "--as", format])
            #expect(outcome.code == 7 && outcome.output.isEmpty)
            #expect(outcome.errors.contains("run `skitter repair`"))
        }
    }

    @Test func capturesHaveTheColumnsOfCommonCrawl() async throws {
        let skitter = try SkitterProcess()
        _ = try skitter.file(
            "site/index.html", "<meta charset=utf-8><a href=a.html>a</a><a href=b.html>b</a><a href=no>n</a>")
        for name in ["a", "b"] { _ = try skitter.file("site/\(name).html", "the same body in both, of some length") }
        try await FixtureServer.serving(.folder(skitter.path("site"))) { server in
            for options in [["--warc", "-o", "archived"], ["-o", "plain"]] {
                // One request at a time: rows are in the order of the requests.
                let outcome = try await skitter.run(["crawl", server.origin + "/", "-c", "1"] + options)
                #expect(outcome.code == 0)
            }
        }
        func rows(_ directory: String) async throws -> [[String: String]] {
            let text = String(decoding: try await Self.export(skitter, directory, as: "csv-cc"), as: UTF8.self)
            // The key alone is quoted: that of an address holds commas.
            let lines = text.split(separator: "\n").map { line in
                line.replacing(/"[^"]*"/, with: "key").split(separator: ",", omittingEmptySubsequences: false).map(
                    String.init)
            }
            #expect(lines.allSatisfy { $0.count == lines[0].count })
            return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
        }
        let archived = try await rows("archived")
        #expect(archived.map { $0["url_path"] } == ["/robots.txt", "/", "/a.html", "/b.html", "/no"])
        #expect(
            archived.map { $0["subset"] } == ["robotstxt", "warc", "warc", "warc", "crawldiagnostics"])
        // The second is a revisit: its payload lies in the record before.
        #expect(archived[2]["content_digest"] == "HMO76HEISQ5KX2DKMABQRTHXGIMJZWAP")
        #expect(archived[3]["content_digest"] == archived[2]["content_digest"])
        let index = String(decoding: try Self.bytes(skitter.path("archived/index.cdxj")), as: UTF8.self)
        for row in archived {
            let offset = try #require(row["warc_record_offset"]), length = try #require(row["warc_record_length"])
            #expect(index.contains("\"length\": \"\(length)\", \"offset\": \"\(offset)\""))
            #expect(row["crawl"] == "archived" && row["content_mime_detected"] == "")
        }
        let plain = try await rows("plain")
        #expect(plain.map { $0["url_path"] } == ["/", "/a.html", "/b.html", "/no"])
        #expect(plain.map { $0["fetch_status"] } == ["200", "200", "200", "404"])
        #expect(plain[0]["content_charset"] == "UTF-8")
        #expect(plain.allSatisfy { $0["warc_filename"] == "" && $0["content_digest"] == "" })
    }

    @Test func aPackageHasArchiveIndexAndPages() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(seed: 3, pageCount: 30))) { server in
            let outcome = try await skitter.run(["crawl", server.origin + "/", "--warc", "-o", "out"])
            #expect(outcome.code == 0)
        }
        let outcome = try await skitter.run(["export", "out", "--as", "wacz", "-o", "out.wacz"])
        #expect(outcome.code == 0 && outcome.output.isEmpty && outcome.errors.isEmpty, "\(outcome.errors)")
        let file = try Self.bytes(skitter.path("out.wacz"))
        // Stored as they are: each file of the archive lies in the package byte for byte.
        for path in try Self.archive(in: skitter.path("out")) {
            #expect(Data(file).range(of: Data(try Self.bytes(path))) != nil)
        }
        let text = String(decoding: file, as: UTF8.self)
        for part in [
            #""wacz_version": "1.1.1""#, #""profile": "data-package""#, #""path": "indexes/index.cdx.gz""#,
            #""path": "indexes/index.idx""#, #""path": "pages/pages.jsonl""#, #""path": "datapackage.json""#,
            #"{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}"#,
        ] { #expect(text.contains(part), "\(part)") }
        let pages = try CrawlRecord(skitter.path("out")).visits.filter {
            $0.outcome == .fetched && $0.contentType == "text/html"
        }
        #expect(pages.count > 10 && text.split(separator: "\"ts\":\"").count - 1 == pages.count)
        // One that is there stays as it is.
        let again = try await skitter.run(["export", "out", "--as", "wacz", "-o", "out.wacz"])
        #expect(again.code == 7 && again.errors.contains("nothing is overwritten"))
        #expect(try Self.bytes(skitter.path("out.wacz")) == file)
        for arguments in [["--as", "wacz"], ["--as", "csv", "-o", "x"]] {
            let refused = try await skitter.run(["export", "out"] + arguments)
            #expect(refused.code == 2 && refused.output.isEmpty)
        }
        // What could not be written whole is not there.
        try FileManager.default.removeItem(atPath: try #require(try Self.archive(in: skitter.path("out")).first))
        let damaged = try await skitter.run(["export", "out", "--as", "wacz", "-o", "damaged.wacz"])
        #expect(damaged.code == 7)
        let names = try FileManager.default.contentsOfDirectory(atPath: skitter.folder)
        #expect(!names.contains { $0.hasPrefix("damaged") || $0.hasSuffix(".tmp") })
    }

    @Test func theGraphHasEveryLinkOfTheCrawl() async throws {
        let skitter = try SkitterProcess()
        _ = try skitter.file(
            "site/index.html", "<a href=a/>a</a><a href=b.html>b</a><a href=a>moved</a><a href=http://out.test/>o</a>")
        _ = try skitter.file("site/a/index.html", "<a href=/>back</a><a href=/b.html#x>b</a><a href=deep.html>d</a>")
        _ = try skitter.file("site/b.html", "")
        try await FixtureServer.serving(.folder(skitter.path("site"))) { server in
            for options in [["-o", "out"], ["--journal", "off", "-o", "bare"]] {
                let outcome = try await skitter.run(["crawl", server.origin + "/", "-d", "1"] + options)
                #expect(outcome.code == 0)
            }
            func lines(_ format: String) async throws -> [String] {
                String(decoding: try await Self.export(skitter, "out", as: format), as: UTF8.self)
                    .replacing(server.origin, with: "").split(separator: "\n").map(String.init)
            }
            let links = [
                "/,/a/,link", "/,/b.html,link", "/,/a,link", "/a,/a/,redirect", "/a/,/,link", "/a/,/b.html,link",
                "/a/,/a/deep.html,link",
            ]
            #expect(try await lines("graph").sorted() == (["source,target,kind"] + links).sorted())
            let dot = try await lines("dot")
            #expect(dot.contains("  \"/a/\" -> \"/b.html\";") && dot.contains("  \"/a\" -> \"/a/\" [style=dashed];"))
            #expect(dot.contains("  \"/a/deep.html\" [color=gray];"))
            #expect(dot.count == 2 + 5 + links.count)
            let graphML = try await lines("graphml")
            #expect(
                graphML.count { $0.contains("<node ") } == 5 && graphML.count { $0.contains("<edge ") } == links.count)
        }
        let refused = try await skitter.run(["export", "bare", "--as", "graphml"])
        #expect(refused.code == 7 && refused.output.isEmpty && refused.errors.contains("kept no links"))
        let tree = try await skitter.run(["export", "bare", "--as", "dot"])
        #expect(
            tree.code == 0 && tree.errors.contains("without a journal") && tree.output.hasPrefix("digraph crawl {\n"))
    }

    @Test(arguments: ["warc", "cdxj"]) func whereThereIsNoArchiveOneSentenceSaysSo(format: String) async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 3))) { server in
            let outcome = try await skitter.run(["crawl", server.origin + "/", "-d", "0", "-o", "out"])
            #expect(outcome.code == 0)
        }
        for (directory, words) in [("out", "crawled without --warc"), ("nowhere", "is not there")] {
            let outcome = try await skitter.run(["export", directory, "--as", format])
            #expect(outcome.code == 7)
            #expect(outcome.errors.contains(words))
            #expect(outcome.errors.split(separator: "\n").count == 1 && outcome.output.isEmpty)
        }
    }
}
