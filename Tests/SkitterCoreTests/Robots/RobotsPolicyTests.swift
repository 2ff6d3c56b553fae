import SkitterCore
import Testing

struct RobotsPolicyTests {
    private enum Outcome: Equatable {
        case rules, allowAll, disallowAllAndRetry
    }

    private func outcome(_ result: RobotsFetchResult) -> Outcome {
        switch RobotsPolicy(result) {
        case .rules: .rules
        case .allowAll: .allowAll
        case .disallowAllAndRetry: .disallowAllAndRetry
        }
    }

    @Test func aReadFileRules() {
        guard
            case .rules(let robots) = RobotsPolicy(
                .response(status: 200, body: Array("User-agent: *\nDisallow: /".utf8)))
        else {
            Issue.record("a 200 did not give rules")
            return
        }
        #expect(!robots.verdict(agent: "a", path: "/").allowed)
    }

    @Test(arguments: [301, 400, 401, 403, 404, 410, 451])
    func aMissingFileAllowsEverything(status: Int) {
        #expect(self.outcome(.response(status: status, body: [])) == .allowAll)
    }

    @Test(arguments: [429, 500, 503, 599, 0, 100, 999])
    func aHostThatCannotAnswerAllowsNothingYet(status: Int) {
        #expect(self.outcome(.response(status: status, body: [])) == .disallowAllAndRetry)
        #expect(self.outcome(.unreachable) == .disallowAllAndRetry)
    }
}
