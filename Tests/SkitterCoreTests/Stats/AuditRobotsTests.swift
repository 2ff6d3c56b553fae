import SkitterCore
import Testing

struct AuditRobotsTests {
    private static let forbidding = AuditRobots.File.rules(
        RobotsTxt(parsing: Array("User-agent: *\nDisallow: /private/\n".utf8)).rules(for: "skitter"))
    private static let permitting = AuditRobots.File.rules(RobotsRules())

    @Test func whatIsForbiddenMustNotBeAskedFor() {
        var robots = AuditRobots()
        robots.came(Self.forbidding, of: "http://a", at: 10)
        robots.visited("http://a/x", at: 20)
        robots.visited("http://a/private/x", at: 20)
        #expect(robots.check.judged == 2 && robots.check.violationCount == 1)
        #expect(robots.check.violations.first?.words == "was asked for although line 2 of robots.txt forbids it")
    }

    @Test func robotsComesFirst() {
        var robots = AuditRobots()
        robots.came(Self.permitting, of: "http://a", at: 10)
        robots.visited("http://a:8080/x", at: 20)
        #expect(robots.check.violations.first?.words == "was asked for before the robots.txt of its host")
    }

    @Test func aFileThatCouldNotBeHadForbidsAll() {
        var robots = AuditRobots()
        robots.came(.unreachable, of: "http://a", at: 10)
        robots.visited("http://a/x", at: 20)
        #expect(robots.check.violationCount == 1)
    }

    @Test func aPageOnItsWayIsJudgedByTheFileBefore() {
        var robots = AuditRobots()
        robots.came(Self.permitting, of: "http://a", at: 10)
        robots.came(Self.forbidding, of: "http://a", at: 100)
        robots.visited("http://a/private/x", at: 50)
        #expect(robots.check.violationCount == 0)
        robots.visited("http://a/private/x", at: 150)
        #expect(robots.check.violationCount == 1)
    }

    @Test func aFileThatOneCrawlerAskedForIsGoneByByTheOthers() {
        var robots = AuditRobots()
        robots.isShared(Self.forbidding, of: "http://a", at: 1_000_000, by: 0)
        robots.crawlerBegins(0)
        robots.came(Self.forbidding, of: "http://a", at: 1_000_000)
        robots.crawlerBegins(1)
        robots.visited("http://a/x", at: 2_000_000)
        #expect(robots.check.judged == 1 && robots.check.violationCount == 0)
        robots.visited("http://a/private/x", at: 2_000_000)
        robots.visited("http://a/x", at: 500_000)
        robots.visited("http://b/x", at: 2_000_000)
        // A day later it is good no more.
        robots.visited("http://a/x", at: 1_000_000 + 86_400_000_000)
        #expect(
            robots.check.violations.map(\.words) == [
                "was asked for although line 2 of robots.txt forbids it",
                "was asked for before the robots.txt of its host", "was asked for before the robots.txt of its host",
                "was asked for before the robots.txt of its host",
            ])
    }

    @Test func aNewerFileOfAnotherCrawlerMayPermitWhatAnOlderOneForbids() {
        var robots = AuditRobots()
        robots.isShared(Self.forbidding, of: "http://a", at: 1_000_000, by: 0)
        robots.isShared(Self.permitting, of: "http://a", at: 5_000_000, by: 1)
        robots.crawlerBegins(0)
        robots.came(Self.forbidding, of: "http://a", at: 1_000_000)
        robots.visited("http://a/private/x", at: 6_000_000)
        #expect(robots.check.violationCount == 0)
        robots.visited("http://a/private/x", at: 4_000_000)
        #expect(robots.check.violationCount == 1)
        // Somebody had a file that forbids it.
        robots.skipped("http://a/private/x")
        #expect(robots.check.violationCount == 1)
        robots.skipped("http://a/x")
        #expect(robots.check.violationCount == 2)
    }

    @Test func ofOneCrawlerAmongSeveralWhatOthersMayHaveAskedForIsNotJudged() {
        var robots = AuditRobots(isPart: true)
        robots.came(Self.forbidding, of: "http://a", at: 10)
        robots.visited("http://b/x", at: 20)
        #expect(robots.check.judged == 0)
        robots.visited("http://a/private/x", at: 20)
        #expect(robots.check.violationCount == 1)
    }

    @Test func whatIsPermittedMustNotBeSkippedForRobots() {
        var robots = AuditRobots()
        robots.came(Self.forbidding, of: "http://a", at: 10)
        robots.skipped("http://a/private/x")
        #expect(robots.check.violationCount == 0)
        robots.skipped("http://a/x")
        #expect(robots.check.violationCount == 1)
    }
}
