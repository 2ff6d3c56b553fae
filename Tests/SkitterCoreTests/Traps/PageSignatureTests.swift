import SkitterCore
import Testing

@Suite struct PageSignatureTests {
    /// `asFacets` where the path is known for its many sets of parameters.
    private func signature(
        _ href: String, _ body: String, _ links: [String] = [], asFacets: Bool = false
    ) throws -> PageSignature {
        let url = try CrawlURL(href)
        var policy = TrapPolicy()
        policy.parameterSetsPerPath = 0
        var judge = TrapJudge(TrapJudge.Rules(policy))
        if asFacets {
            _ = judge.generationSealed([TrapJudge.Member(pattern: try #require(judge.pattern(of: url)), order: 0)])
        }
        let pattern = try #require(judge.pattern(of: url))
        let outlinks = try links.map {
            let link = try CrawlURL($0, base: url)
            return Outlink(url: link, fingerprint: link.fingerprint(seed: 9).rawValue, source: .a)
        }
        return PageSignature(of: url, pattern, body: body.utf8.span, links: outlinks)
    }

    @Test func numberedPagesAreComparedByteForByte() throws {
        #expect(try self.signature("http://h/p/1", "Page 1") != self.signature("http://h/p/2", "Page 2"))
        #expect(try self.signature("http://h/p/1", "Page") == self.signature("http://h/p/2", "Page"))
    }

    @Test func datedPagesAreComparedWithoutTheirNumbers() throws {
        let may = try self.signature("http://h/c/2031/05", "<a href=/c/2031/06>next</a> at 12:03:07.001")
        #expect(try may == self.signature("http://h/c/2032/11", "<a href=/c/2032/12>next</a> at 23:59:59.9"))
        #expect(try may != self.signature("http://h/c/2031/05", "<a href=/c/2031/06>later</a> at 12:03:07.001"))
    }

    @Test func pagesOfASessionAreComparedByTheirURLWithoutIt() throws {
        let id = ";jsessionid=9F86D081884C7D65"
        let one = try self.signature("http://h/a\(id)?x=1", "words A1B2C3D4")
        #expect(try one == self.signature("http://h/a;jsessionid=0011223344556677?x=1", "words FF00AA11"))
        #expect(try one != self.signature("http://h/b\(id)?x=1", "words A1B2C3D4"))
        #expect(try one != self.signature("http://h/a\(id)?x=2", "words A1B2C3D4"))
    }

    @Test func linksCountAsASetWithoutThePagesOwn() throws {
        func signature(_ href: String, _ links: [String]) throws -> PageSignature {
            try self.signature(href, "", links, asFacets: true)
        }
        let one = try signature("http://h/f?a=1", ["/x", "/y", "/f?a=2", "/f?b=1"])
        #expect(try one == signature("http://h/f?a=2", ["/f?c=1", "/y", "/x"]))
        #expect(try one != signature("http://h/f?a=2", ["/f?c=1", "/y", "/z"]))
    }

    @Test func bodiesOfEveryLengthHaveTheirOwnDigest() throws {
        var seen: Set<PageSignature> = []
        for length in 0..<200 {
            let zeros = String(repeating: "\u{0}", count: length)
            seen.insert(try self.signature("http://h/p/1", zeros))
            seen.insert(try self.signature("http://h/p/1", zeros + "a"))
        }
        #expect(seen.count == 400)
    }
}
