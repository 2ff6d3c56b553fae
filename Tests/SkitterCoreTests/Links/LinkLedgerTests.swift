import SkitterCore
import SkitterTesting
import Testing

@Suite struct LinkLedgerTests {
    /// A crawl in few words.
    private struct Crawl {
        var ledger: LinkLedger

        init(
            known: [KnownLink] = [], store: (any SpillStore)? = nil, budget: Int = .max,
            _ configure: (inout LinkLedger.Rules) -> Void = { _ in }
        ) {
            var rules = LinkLedger.Rules()
            configure(&rules)
            self.ledger = LinkLedger(rules, known: known, spillingTo: store, budget: budget)
        }

        static func id(_ url: String) throws -> UInt64 { try CrawlURL(url).fingerprint(seed: 0).rawValue }

        mutating func visit(
            _ url: String, as outcome: VisitRecord.Outcome = .fetched, status: Int? = 200, depth: Int = 1,
            via: LinkSource = .a, parent: String? = nil, isBeyond: Bool = false, places: [String]? = nil,
            invalid: [String] = [], _ links: String...
        ) throws {
            var record = VisitRecord(
                id: try Crawl.id(url), url: url, depthAtFetch: depth, parent: parent, via: via.rawValue,
                startedMicroseconds: 0, outcome: outcome)
            record.status = status
            var entry = StepEntry(step: 1, visit: record)
            var page = PageLinks(isBeyond: isBeyond)
            page.links = try links.map {
                PageLinks.Link(id: try Crawl.id($0), place: $0.contains("#") ? $0 : nil)
            }
            page.invalid = invalid
            page.anchors = places.map { $0.map { FragmentName.hash($0.utf8.span) }.sorted() }
            entry.links = page
            self.ledger.took(entry)
        }

        mutating func skip(_ url: String, _ reason: SkipReason, detail: String? = nil) throws {
            let record = SkippedRecord(
                id: try Crawl.id(url), url: url, depth: 1, parent: nil, reason: reason, detail: detail)
            self.ledger.took(StepEntry(step: 1, skipped: [record]))
        }

        func check(isFinished: Bool = true) -> LinkCheck {
            LinkVerdicts(self.ledger, isFinished: isFinished).check()
        }
    }

    @Test func aBrokenLinkIsToldWithAllPagesThatHoldIt() throws {
        var crawl = Crawl { $0.namedPages = 2 }
        for page in ["c", "a", "b"] {
            try crawl.visit("http://a.test/\(page)", "http://a.test/gone#x", "http://a.test/gone#y", "http://a.test/a")
        }
        try crawl.visit("http://a.test/gone", as: .failed(.client, message: nil), status: 404)
        let check = crawl.check()
        #expect(check.pages == 3 && check.links == 2 && check.good == 1)
        var broken = LinkCheck.Broken(url: "http://a.test/gone", flaw: LinkCheck.Flaw("http-4xx", status: 404))
        (broken.pageCount, broken.pages) = (3, ["http://a.test/a", "http://a.test/b"])
        #expect(check.broken == [broken])
    }

    @Test func whereARedirectEndsDecides() throws {
        var crawl = Crawl()
        try crawl.visit(
            "http://a.test/", "http://a.test/good", "http://a.test/bad", "http://a.test/round", "http://a.test/mail",
            "http://a.test/out", "http://a.test/far")
        func redirect(_ from: String, _ to: String?) throws {
            try crawl.visit(
                "http://a.test" + from, as: .redirected(target: to.map { "http://a.test" + $0 }), status: 301)
        }
        try redirect("/good", "/end")
        try crawl.visit("http://a.test/end")
        try redirect("/bad", "/middle")
        try redirect("/middle", "/dead")
        try crawl.visit("http://a.test/dead", as: .failed(.server, message: nil), status: 503)
        try redirect("/round", "/back")
        try redirect("/back", "/round")
        try redirect("/mail", nil)
        try redirect("/out", "/excluded")
        try redirect("/far", "/further")
        try crawl.skip("http://a.test/further", .redirects)
        let check = crawl.check()
        let reasons = Dictionary(uniqueKeysWithValues: check.broken.map { ($0.url, $0.flaw.reason) })
        #expect(
            reasons == [
                "http://a.test/bad": "http-5xx", "http://a.test/round": "redirects",
                "http://a.test/mail": "redirect-without-target", "http://a.test/far": "redirects",
            ])
        let bad = try #require(check.broken.first)
        #expect(bad.flaw.status == 503 && bad.redirects == ["http://a.test/middle", "http://a.test/dead"])
        #expect(check.good == 1)
        #expect(check.unchecked == [LinkCheck.Unchecked(doubt: .excluded, count: 1, urls: ["http://a.test/out"])])
    }

    @Test func onlyWhatIsAcceptedIsGood() throws {
        var crawl = Crawl { $0.accepted = (try? AcceptedStatuses("200..203,301,429")) ?? AcceptedStatuses() }
        try crawl.visit(
            "http://a.test/", "http://a.test/204", "http://a.test/301", "http://a.test/429", "http://a.test/cut")
        try crawl.visit("http://a.test/204", status: 204)
        try crawl.visit("http://a.test/301", as: .redirected(target: "http://a.test/dead"), status: 301)
        try crawl.visit("http://a.test/429", as: .failed(.client, message: nil), status: 429)
        try crawl.visit("http://a.test/cut", as: .failed(.incomplete, message: "cut"), status: 200)
        let broken = crawl.check().broken
        #expect(broken.map(\.url) == ["http://a.test/204", "http://a.test/cut"])
        #expect(broken.map(\.flaw.reason) == ["status", "incomplete"])
    }

    @Test func aFragmentNeedsItsPlaceWhereAnybodyCanTell() throws {
        var crawl = Crawl()
        try crawl.visit(
            "http://a.test/", places: ["own"], "http://a.test/#own", "http://a.test/#not", "http://a.test/p#there",
            "http://a.test/p#missing", "http://a.test/p#top", "http://a.test/unknown#x", "http://a.test/moved#there",
            "http://a.test/moved#gone", "http://a.test/dead#x")
        try crawl.visit("http://a.test/p", places: ["there"])
        try crawl.visit("http://a.test/unknown", places: nil)
        try crawl.visit("http://a.test/moved", as: .redirected(target: "http://a.test/p"), status: 302)
        try crawl.visit("http://a.test/dead", as: .failed(.client, message: nil), status: 404)
        #expect(
            crawl.check().broken.map(\.url) == [
                "http://a.test/#not", "http://a.test/dead", "http://a.test/moved#gone", "http://a.test/p#missing",
            ])
        #expect(crawl.check().broken.first?.flaw.message == "no element has the id \"not\"")
        crawl = Crawl { $0.checksFragments = false }
        try crawl.visit("http://a.test/", places: [], "http://a.test/#not")
        #expect(crawl.check().broken.isEmpty)
    }

    @Test func whatNobodyCouldTellIsNotBroken() throws {
        var crawl = Crawl()
        try crawl.visit(
            "http://a.test/", "http://a.test/1", "http://a.test/2", "http://a.test/3", "http://a.test/4",
            "http://dead.test/")
        try crawl.skip("http://a.test/1", .robots, detail: "robots.txt line 2")
        try crawl.skip("http://a.test/2", .parked)
        try crawl.skip("http://a.test/3", .parked)
        try crawl.skip("http://a.test/3", .unparked)
        try crawl.skip("http://dead.test/", .robotsUnreachable, detail: "robots.txt: no connection")
        let check = crawl.check(isFinished: false)
        #expect(
            check.unchecked == [
                LinkCheck.Unchecked(doubt: .robots, count: 1, urls: ["http://a.test/1"]),
                LinkCheck.Unchecked(doubt: .parked, count: 1, urls: []),
                LinkCheck.Unchecked(doubt: .notAsked, count: 2, urls: []),
            ])
        #expect(
            check.broken.map(\.flaw) == [LinkCheck.Flaw("robots-unreachable", message: "robots.txt: no connection")])
    }

    @Test func linksOfPagesThatLieTooDeepDoNotCount() throws {
        var crawl = Crawl { $0.depthLimit = 1 }
        try crawl.visit("http://a.test/deep", depth: 2, "http://a.test/no", "http://a.test/x")
        try crawl.visit("http://a.test/fallen", depth: 2, "http://a.test/yes")
        for path in ["no", "yes", "x"] {
            try crawl.visit("http://a.test/" + path, as: .failed(.client, message: nil), status: 404, depth: 2)
        }
        var entry = StepEntry(step: 1)
        entry.depthChanges = [DepthChange(id: try Crawl.id("http://a.test/fallen"), from: 2, depth: 1)]
        crawl.ledger.took(entry)
        #expect(crawl.check().broken.map(\.url) == ["http://a.test/yes"])
    }

    @Test func whatNoPageNamesIsToldWhereTheUserOrASitemapNamesIt() throws {
        var crawl = Crawl()
        try crawl.visit("http://a.test/seed", as: .failed(.client, message: nil), status: 410, via: .seed)
        try crawl.visit(
            "http://a.test/old", as: .redirected(target: "http://a.test/seed"), status: 301, via: .sitemap,
            parent: "http://a.test/map.xml")
        try crawl.visit("http://a.test/fine", via: .seed)
        let broken = crawl.check().broken
        #expect(broken.map(\.url) == ["http://a.test/old", "http://a.test/seed"])
        #expect(broken.map(\.pages) == [["http://a.test/map.xml"], []])
        #expect(broken.map(\.pageCount) == [1, 0])
    }

    @Test func whatIsNoURLIsBroken() throws {
        var crawl = Crawl()
        try crawl.visit("http://a.test/", invalid: ["http://[", "http://a b/"])
        #expect(crawl.check().broken.map(\.url) == ["http://[", "http://a b/"])
        #expect(crawl.check().broken.allSatisfy { $0.flaw.reason == "invalid-url" && $0.pageCount == 1 })
    }

    @Test func whatIsKnownFromBeforeIsUsedAndKeptOnlyWhereItLasts() throws {
        var crawl = Crawl()
        try crawl.visit(
            "http://a.test/", "http://b.test/p#there", "http://b.test/p#gone", "http://b.test/404", "http://b.test/503",
            "http://b.test/old")
        try crawl.visit("http://b.test/p", isBeyond: true, places: ["there"])
        try crawl.visit("http://b.test/404", as: .failed(.client, message: nil), status: 404, isBeyond: true)
        try crawl.visit("http://b.test/503", as: .failed(.server, message: nil), status: 503, isBeyond: true)
        try crawl.visit("http://b.test/old", as: .redirected(target: "http://b.test/p"), status: 301, isBeyond: true)
        try crawl.visit("http://b.test/unnamed", isBeyond: true)
        let known = LinkVerdicts(crawl.ledger, isFinished: true).knownLinks(at: 7).sorted { $0.url < $1.url }
        #expect(
            known == [
                KnownLink(url: "http://b.test/404", checkedMicroseconds: 7, status: 404),
                KnownLink(
                    url: "http://b.test/old", checkedMicroseconds: 7, status: 200, redirects: ["http://b.test/p"],
                    fragments: ["there": true, "gone": false]),
                KnownLink(
                    url: "http://b.test/p", checkedMicroseconds: 7, status: 200,
                    fragments: ["there": true, "gone": false]),
            ])
        var later = Crawl(known: known)
        try later.visit("http://a.test/", "http://b.test/p#there", "http://b.test/p#gone", "http://b.test/404")
        let check = later.check()
        #expect(check.reused == 2 && check.good == 1 && check.links == 2)
        #expect(check.broken.map(\.url) == ["http://b.test/404", "http://b.test/p#gone"])
    }

    @Test func aKnownLinkSettlesWhatItsFragmentsTell() throws {
        let link = KnownLink(url: "http://b.test/", checkedMicroseconds: 0, status: 200, fragments: ["a": false])
        let accepted = AcceptedStatuses()
        #expect(link.settles(nil, accepted: accepted) && link.settles("http://b.test/#top", accepted: accepted))
        #expect(link.settles("http://b.test/#a", accepted: accepted))
        #expect(!link.settles("http://b.test/#b", accepted: accepted))
        // Broken it is, whatever the place.
        #expect(link.settles("http://b.test/#b", accepted: try AcceptedStatuses("204")))
    }

    @Test func whatMemoryHasNoRoomForIsToldAlike() throws {
        func check(_ store: MemorySpillStore?) throws -> LinkCheck {
            var crawl = Crawl(store: store, budget: store == nil ? .max : 4096)
            for number in 0..<500 {
                try crawl.visit(
                    "http://a.test/\(number)", places: ["p\(number)"], "http://a.test/\((number + 1) % 500)#p\(number)",
                    "http://a.test/gone\(number % 7)")
            }
            for number in 0..<7 {
                try crawl.visit("http://a.test/gone\(number)", as: .failed(.client, message: nil), status: 404)
            }
            return crawl.check()
        }
        let store = MemorySpillStore()
        let (spilled, resident) = (try check(store), try check(nil))
        #expect(store.writtenBytes > 10_000)
        #expect(spilled.broken == resident.broken && spilled.good == resident.good && spilled.links == 507)
        #expect(spilled.broken.count == 507)
    }
}
