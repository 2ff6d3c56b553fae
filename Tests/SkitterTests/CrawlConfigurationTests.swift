import Skitter
import SkitterCore
import Testing

@Suite struct CrawlConfigurationTests {
    private static func overrides(_ texts: String...) -> [ResolveOverride] {
        texts.compactMap { try? ResolveOverride($0) }
    }

    @Test func theDefaultsHold() throws {
        try CrawlConfiguration().validate()
    }

    @Test func whatDoesNotHoldIsNamedByItsOption() {
        let mistakes: [(option: String, make: (inout CrawlConfiguration) -> Void)] = [
            ("--depth", { $0.reach.depth = -1 }), ("--max-url-length", { $0.reach.maxURLLength = 0 }),
            ("--max-pages", { $0.budgets.maxPages = 0 }), ("--max-pages-per-host", { $0.budgets.maxPagesPerHost = 0 }),
            ("--max-time", { $0.budgets.maxTime = .zero }),
            ("--jitter", { $0.politeness.jitter = 2 }), ("--per-host", { $0.politeness.perHost = 0 }),
            ("--concurrency", { $0.http.concurrency = 0 }), ("--timeout", { $0.http.timeout = .zero }),
            ("--retries", { $0.http.retries = -1 }), ("--max-redirects", { $0.http.maxRedirects = -1 }),
            ("--max-body", { $0.http.maxBodyBytes = 0 }), ("--stop-timeout", { $0.stopTimeout = .zero }),
            ("--robots-agent", { $0.http.robotsAgent = "" }), ("regular expression", { $0.reach.excludes = ["["] }),
            ("--header", { $0.http.fields.append(name: "X", value: "a\r\nHost: b") }),
            ("--header", { $0.http.fields.append(name: "a b", value: "") }),
            ("--resolve", { $0.http.resolve = Self.overrides("a.test:80:192.0.2.1", "a.test:443:192.0.2.2") }),
            (
                "--beyond",
                {
                    $0.reach.asksBeyond = true
                    $0.state.sharedFrontier = CrawlConfiguration.SharedFrontier(address: "host=a", crawl: "c")
                }
            ),
            (
                "--resolve",
                {
                    $0.http.transport = .urlsession
                    $0.http.resolve = Self.overrides("a.test:80:192.0.2.1")
                }
            ),
            (
                "--insecure",
                {
                    $0.http.hostTransports["a.test"] = .urlsession
                    $0.http.verifiesTLS = false
                }
            ),
            (
                "--warc",
                {
                    $0.http.hostTransports["*.a.test"] = .urlsession
                    $0.state.archives = true
                }
            ),
        ]
        for mistake in mistakes {
            var configuration = CrawlConfiguration()
            mistake.make(&configuration)
            #expect { try configuration.validate() } throws: { "\($0)".contains(mistake.option) }
        }
    }
}
