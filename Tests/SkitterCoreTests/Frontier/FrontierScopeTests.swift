import SkitterCore
import Testing

@Suite struct FrontierScopeTests {
    @Test func aSeedsRedirectExtendsTheScope() throws {
        let frontier = try FrontierFixture(seeds: ["http://old.example/"])
        try frontier.finish(try #require(try frontier.next()), redirect: "https://new.example/start")
        let target = try #require(try frontier.next())
        #expect(target.url.href == "https://new.example/start")
        #expect(target.depth == 0)
        try frontier.finish(target, links: ["/page", "http://old.example/page", "http://third.example/"])
        var rest: [String] = []
        while let lease = try frontier.next() {
            rest.append(lease.url.href)
            try frontier.finish(lease)
        }
        #expect(rest.sorted() == ["http://old.example/page", "https://new.example/page"])
    }

    @Test func aSeedsRedirectToAPrivateAddressIsNotFollowed() throws {
        let frontier = try FrontierFixture(seeds: ["http://old.example/"])
        try frontier.finish(try #require(try frontier.next()), redirect: "http://169.254.169.254/latest/")
        #expect(try frontier.next() == nil)
        #expect(frontier.ledger.redirected == 1)
        #expect(frontier.ledger.closes)
    }

    @Test func theSetDoesNotDependOnWhetherTheRedirectCameBeforeTheLink() throws {
        let frontier = try FrontierFixture(seeds: ["http://slow.example/", "http://fast.example/"]) {
            $0.perAddressDelay = .zero
        }
        let slow = try #require(try frontier.next())
        let fast = try #require(try frontier.next())
        try frontier.finish(fast, links: ["http://new.example/linked", "http://never.example/"])
        try frontier.finish(slow, redirect: "http://new.example/")
        var rest: [String] = []
        while let lease = try frontier.next() {
            rest.append(lease.url.href)
            try frontier.finish(lease)
        }
        #expect(rest.sorted() == ["http://new.example/", "http://new.example/linked"])
    }

    @Test func whatLiesBeyondWaitsUntilNoSeedCanBringItIn() throws {
        let frontier = try FrontierFixture(
            seeds: ["http://slow.example/", "http://fast.example/"], asksBeyond: true
        ) { $0.perAddressDelay = .zero }
        let slow = try #require(try frontier.next())
        let fast = try #require(try frontier.next())
        try frontier.finish(fast, links: ["http://new.example/linked", "http://never.example/"])
        #expect(try frontier.next() == nil)
        try frontier.finish(slow, redirect: "http://new.example/")
        var rest: [String] = []
        while let lease = try frontier.next() {
            rest.append(lease.url.href)
            let isBeyond = lease.scope.verdict(on: lease.url) == .beyond
            #expect(isBeyond == (lease.url.hostname != "new.example"))
            // Where it redirects is asked for too.
            try frontier.finish(
                lease, redirect: lease.url.hostname == "never.example" ? "http://further.example/" : nil)
        }
        #expect(
            rest.sorted() == [
                "http://further.example/", "http://never.example/", "http://new.example/", "http://new.example/linked",
            ])
        #expect(frontier.ledger.closes && frontier.ledger.discovered == 6)
    }

    @Test func aShorterPathIsPassedOnAlongLinksThatWaitedForASeed() throws {
        let frontier = try FrontierFixture(seeds: ["http://slow.example/", "http://fast.example/"]) {
            $0.perAddressDelay = .zero
            $0.depthLimit = 3
        }
        let slow = try #require(try frontier.next())
        for link in ["/a", "/a/a", "/b"] { try frontier.finish(try #require(try frontier.next()), links: [link]) }
        let b = try #require(try frontier.next())
        #expect(b.depth == 3)
        // Four links deep, and of a host that no seed has brought in yet.
        try frontier.finish(b, links: ["http://new.example/deep", "http://new.example/deeper"])
        try frontier.finish(slow, redirect: "http://new.example/")
        try frontier.finish(try #require(try frontier.next()), links: ["/c"])
        #expect(frontier.ledger.skipped[.depth] == 2)
        let step = try frontier.finish(try #require(try frontier.next()), links: ["http://fast.example/b"])
        #expect(step.depthChanges == [DepthChange(id: b.fingerprint, from: 3, depth: 2)])
        var rest: [String] = []
        while let lease = try frontier.next() {
            rest.append(lease.url.href)
            try frontier.finish(lease)
        }
        #expect(rest.sorted() == ["http://new.example/deep", "http://new.example/deeper"])
    }

    @Test func aChainOfRedirectsEndsAtTheLimit() throws {
        let frontier = try FrontierFixture { $0.maxRedirects = 3 }
        var hops = 0
        while let lease = try frontier.next() {
            hops += 1
            try frontier.finish(lease, redirect: "/\(hops)")
        }
        #expect(hops == 4)
        #expect(frontier.ledger.redirected == 4)
        #expect(frontier.ledger.skipped == [.redirects: 1])
        #expect(frontier.machine.heldBackAtEnd().map(\.reason) == [.redirects])
        #expect(frontier.ledger.closes)
    }

    @Test func aLinkIntoAChainThatWasTooLongBringsTheRestIn() throws {
        let frontier = try FrontierFixture { $0.maxRedirects = 1 }
        try frontier.finish(try #require(try frontier.next()), links: ["/1", "/slow"])
        let first = try #require(try frontier.next())
        let slow = try #require(try frontier.next())
        try frontier.finish(first, redirect: "/2")
        try frontier.finish(try #require(try frontier.next()), redirect: "/3")
        #expect(frontier.ledger.skipped == [.redirects: 1])
        try frontier.finish(slow, links: ["/2"])
        #expect(try frontier.next()?.url.pathname == "/3")
        #expect(frontier.ledger.skippedCount == 0)
    }
}
