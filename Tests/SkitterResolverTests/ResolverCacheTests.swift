import SkitterCore
import SkitterResolver
import Testing

@Suite struct ResolverCacheTests {
    private static let address = Result<[IPAddress], FetchError>.success([IPAddress(v4: 1)])
    private static let failure = Result<[IPAddress], FetchError>.failure(FetchError(.resolve, "no address"))

    @Test func answersExpireFailuresSooner() {
        var cache = ResolverCache()
        cache.insert(Self.address, for: "a", at: .start)
        cache.insert(Self.failure, for: "b", at: .start)
        #expect(cache.answer(for: "a", at: Self.second(59)) == Self.address)
        #expect(cache.answer(for: "a", at: Self.second(60)) == nil)
        #expect(cache.answer(for: "b", at: Self.second(9)) == Self.failure)
        #expect(cache.answer(for: "b", at: Self.second(10)) == nil)
        #expect(cache.answer(for: "c", at: .start) == nil)
    }

    @Test func aFullCacheForgetsWhatExpiresFirst() {
        var policy = ResolverCache.Policy()
        policy.capacity = 100
        var cache = ResolverCache(policy)
        for number in 0..<1_000 {
            let now = CrawlInstant(sinceStart: .milliseconds(number))
            cache.insert(Self.address, for: "host\(number)", at: now)
            guard number % 40 == 0 else { continue }
            let known = (0...number).filter { cache.answer(for: "host\($0)", at: now) != nil }
            #expect(known.count <= 100)
            #expect(known.last == number && known.first == number - known.count + 1)
        }
    }

    private static func second(_ number: Int) -> CrawlInstant {
        CrawlInstant(sinceStart: .seconds(number))
    }
}
