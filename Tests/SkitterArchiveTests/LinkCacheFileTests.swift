import SkitterArchive
import SkitterCore
import Testing

@Suite struct LinkCacheFileTests {
    private static let links = [
        KnownLink(url: "http://a.test/", checkedMicroseconds: 1_000, status: 404),
        KnownLink(
            url: "http://b.test/", checkedMicroseconds: 2_000, status: 302, flaw: "redirect-without-target",
            redirects: ["http://c.test/"], fragments: ["a b": true, "\"": false]),
    ]

    @Test func whatWasKeptIsThereAgainAsLongAsItCounts() throws {
        let scratch = try Scratch()
        let cache = try LinkCacheFile(directory: scratch.path("cache"))
        #expect(cache.links(from: 0, to: .max).isEmpty)
        try cache.write(known: [], and: Self.links)
        let again = try LinkCacheFile(directory: scratch.path("cache"))
        #expect(again.links(from: 0, to: 5_000) == Self.links)
        #expect(again.links(from: 1_500, to: 5_000) == [Self.links[1]])
        // A clock that was set back would have it count for ever.
        #expect(again.links(from: 0, to: 1_500) == [Self.links[0]])
        var newer = Self.links[0]
        newer.status = 200
        try again.write(known: Self.links, and: [newer])
        let last = try LinkCacheFile(directory: scratch.path("cache"))
        #expect(last.links(from: 0, to: 5_000) == [newer, Self.links[1]])
    }

    @Test func linesThatAreNoneArePassedOver() throws {
        let scratch = try Scratch()
        try LinkCacheFile(directory: scratch.path).write(known: [], and: Self.links)
        let text = try #require(scratch.text("links.jsonl"))
        let broken = [
            "{", "[]", #"{"v":2,"url":"http://x/","checked":"2026-01-01T00:00:00.000000Z","status":200}"#, "",
        ]
        scratch.put(broken.joined(separator: "\n") + "\n" + text + "{\"v\":1,\"url\":\"ht", as: "links.jsonl")
        #expect(try LinkCacheFile(directory: scratch.path).links(from: 0, to: 5_000) == Self.links)
    }

    @Test func aPlaceThatCannotBeMadeIsNamed() throws {
        let scratch = try Scratch()
        scratch.put("", as: "file")
        #expect { try LinkCacheFile(directory: scratch.path("file/cache")) } throws: { "\($0)".contains("file/cache") }
    }
}
