import SkitterArchive
import SkitterCore
import SkitterStore
import Testing

struct JournalIndexTests {
    @Test func aURLIsFoundByItsTextAlsoAfterTheCrawlWentOn() async throws {
        let scratch = try Scratch()
        let entries = try SmallCrawl.entries()
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
        try await sink.append(Array(entries.prefix(4)))
        #expect(!scratch.names.contains("crawl.index.sqlite"))
        let page = try CrawlURL("http://a.example/c")
        #expect(
            try JournalIndex(directory: scratch.path).entry(of: page) == JournalIndex.Entry(discovered: 3, settled: []))
        try await sink.append(Array(entries.dropFirst(4)))
        let index = try JournalIndex(directory: scratch.path)
        #expect(try index.entry(of: page) == JournalIndex.Entry(discovered: 3, settled: [5]))
        #expect(
            try index.entry(of: CrawlURL("http://nowhere.example/")) == JournalIndex.Entry(discovered: nil, settled: [])
        )
        // What is there is used again, and what is no index is replaced.
        let bytes = scratch.bytes("crawl.index.sqlite")
        _ = try JournalIndex(directory: scratch.path)
        #expect(scratch.bytes("crawl.index.sqlite") == bytes)
        scratch.put(Array("junk".utf8), as: "crawl.index.sqlite")
        #expect(try JournalIndex(directory: scratch.path).entry(of: page).settled == [5])
        try await sink.close()
    }
}
