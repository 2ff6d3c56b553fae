import SkitterCore
import SkitterTesting
import Testing

struct RobotsDirectivesTests {
    @Test(
        arguments: [
            ("none", RobotsDirectives.none), ("NoIndex, NOFOLLOW", .none), ("noindex nofollow", .none), ("all", []),
            ("noindexx", []),
            ("unavailable_after: 25 Jun 2010 15:00:00 PST", []), ("max-snippet: 20, noarchive", .noarchive),
            ("skitter: noindex, nofollow", .none), ("otherbot: noindex", []),
            ("otherbot: noindex, skitter: nofollow", .nofollow),
            ("noindex, otherbot: nofollow", .noindex), ("*: noindex", .noindex), ("", []), (",:,", []), (":", []),
        ] as [(String, RobotsDirectives)])
    func aHeaderBindsThoseItNames(value: String, expected: RobotsDirectives) {
        #expect(RobotsDirectives.parse(headerValue: value, agent: "skitter/1.0") == expected)
    }

    @Test(
        arguments: [
            ("robots", "noindex,nofollow", RobotsDirectives.none), (" RoBoTs ", "NONE", .none),
            ("skitter", "nofollow", .nofollow),
            ("otherbot", "noindex", []), ("description", "noindex", []), ("robots", "index, follow", []),
            ("robots", "", []),
        ] as [(String, String, RobotsDirectives)])
    func aMetaElementBindsThoseItNames(name: String, content: String, expected: RobotsDirectives) {
        #expect(RobotsDirectives.parse(metaName: name, content: content, agent: "skitter") == expected)
    }

    @Test func directivesAreListedByName() {
        #expect(RobotsDirectives([.none, .noarchive]).names == ["noindex", "nofollow", "noarchive"])
    }

    @Test func mutatedValuesNeverTrap() {
        var random = SplitMix64(seed: 4)
        for _ in 0..<5_000 {
            let value = String(decoding: random.mutated(Array("skitter: noindex, max-snippet: 1".utf8)), as: UTF8.self)
            let directives = RobotsDirectives.parse(headerValue: value, agent: "skitter")
            #expect(directives.names.count <= 6)
        }
    }
}
