import SkitterCore
import Testing

struct RobotsReasonTests {
    private static let file = RobotsTxt(
        parsing: Array(
            """
            User-agent: *
            Disallow: /private/

            User-agent: Skitter
            User-agent: other
            Allow: /private/open
            Disallow: /private/ # not this
            """.utf8))

    @Test func theDecidingLineIsToldWithItsGroup() {
        let refused = Self.file.reason(agent: "skitter", path: "/private/x")
        #expect(refused.verdict == RobotsVerdict(allowed: false, line: 7))
        #expect(refused.text == "Disallow: /private/" && refused.groups == ["Skitter"])
        let allowed = Self.file.reason(agent: "skitter", path: "/private/open")
        #expect(allowed.verdict == RobotsVerdict(allowed: true, line: 6) && allowed.text == "Allow: /private/open")
    }

    @Test func whoIsNotNamedIsToldTheGroupOfAll() {
        let reason = Self.file.reason(agent: "third", path: "/private/x")
        #expect(reason.verdict.line == 2 && reason.groups == ["*"])
        #expect(RobotsTxt(parsing: []).reason(agent: "third", path: "/").groups.isEmpty)
    }

    @Test(arguments: ["skitter", "other", "third", "*"], ["/", "/private/", "/private/open/a", "/x?y"])
    func theVerdictIsTheOneThatIsObeyed(agent: String, path: String) {
        #expect(Self.file.reason(agent: agent, path: path).verdict == Self.file.verdict(agent: agent, path: path))
    }
}
