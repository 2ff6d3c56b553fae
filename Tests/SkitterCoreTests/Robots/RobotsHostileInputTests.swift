import SkitterCore
import SkitterTesting
import Testing

struct RobotsHostileInputTests {
    @Test(arguments: ["*a", "*ab", "*aaaaaaaaaaaaaaaaaaaaab", "*a*b"])
    func halfAMegabyteOfWildcardsIsMatchedInBoundedTime(piece: String) {
        let rule = "Disallow: /" + String(repeating: piece, count: 16_000 / piece.utf8.count) + "z$\n"
        let file = "User-agent: *\n" + String(repeating: rule, count: 31)
        let rules = RobotsTxt(parsing: Array(file.utf8)).rules(for: "a")
        let path = "/" + String(repeating: "a", count: 100_000)
        let time = ProcessorTime.of { #expect(rules.verdict(path: path).allowed) }
        #expect(time < Patience.seconds(5))
    }

    @Test func manyHostileRulesAreMatchedInBoundedTime() {
        let rule = "Disallow: /*" + String(repeating: "a", count: 200) + "b\n"
        let file = "User-agent: *\n" + String(repeating: rule, count: 2_000)
        let rules = RobotsTxt(parsing: Array(file.utf8)).rules(for: "a")
        let path = "/" + String(repeating: "a", count: 2_048)
        let time = ProcessorTime.of { #expect(rules.verdict(path: path).allowed) }
        #expect(time < Patience.seconds(5))
    }

    /// A slow matcher that cannot be wrong: tries every length for every `*`.
    private func naiveMatch(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        guard let first = pattern.first else { return true }
        if first == UInt8(ascii: "$"), pattern.count == 1 { return text.isEmpty }
        if first == UInt8(ascii: "*") {
            return (text.startIndex...text.endIndex).contains { self.naiveMatch(pattern.dropFirst(), text[$0...]) }
        }
        return text.first == first && self.naiveMatch(pattern.dropFirst(), text.dropFirst())
    }

    @Test func theMatcherAgreesWithANaiveOne() {
        var random = SplitMix64(seed: 1)
        for _ in 0..<20_000 {
            let pattern = "/" + random.text(of: "ab*", length: 0...8) + (random.next() % 3 == 0 ? "$" : "")
            let path = "/" + random.text(of: "ab", length: 0...12)
            let expected = !self.naiveMatch(Array(pattern.utf8)[...], Array(path.utf8)[...])
            let robots = RobotsTxt(parsing: Array("User-agent: *\nDisallow: \(pattern)".utf8))
            #expect(robots.verdict(agent: "x", path: path).allowed == expected, "\(pattern) \(path)")
        }
    }

    @Test func longPartsAreFoundAsANaiveMatcherFindsThem() {
        var random = SplitMix64(seed: 2)
        for _ in 0..<5_000 {
            let part = random.text(of: "ab", length: 17...20)
            let path =
                "/" + random.text(of: "ab", length: 0...30) + (random.next() % 2 == 0 ? part : "")
                + random.text(of: "ab", length: 0...5)
            let pattern = "/*\(part)*"
            let expected = !self.naiveMatch(Array(pattern.utf8)[...], Array(path.utf8)[...])
            let robots = RobotsTxt(parsing: Array("User-agent: *\nDisallow: \(pattern)".utf8))
            #expect(robots.verdict(agent: "x", path: path).allowed == expected, "\(pattern) \(path)")
        }
    }

    @Test func mutatedFilesNeverTrap() {
        var random = SplitMix64(seed: 3)
        let file = Array(
            "\u{FEFF}User-agent: skitter\r\nDisallow: /*a%2$\r\rAllow: /x\nCrawl-delay: 1.5\nSitemap: /s\n".utf8)
        for _ in 0..<5_000 {
            let robots = RobotsTxt(parsing: random.mutated(file), limitBytes: Int(random.next() % 200))
            let rules = robots.rules(for: "skitter")
            let path = String(decoding: random.mutated(Array("/x/%C3%A4?q=%".utf8)), as: UTF8.self)
            let verdict = rules.verdict(path: path)
            #expect(verdict.allowed || verdict.line != nil)
            #expect(robots.sitemaps.allSatisfy { !$0.isEmpty })
        }
    }
}
