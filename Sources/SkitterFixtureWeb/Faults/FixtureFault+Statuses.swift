extension FixtureFault {
    static let statuses: [FixtureFault] = [
        FixtureFault(
            "page", usage: "page/N", example: "page/1",
            effect: "A good page, the target of the links of other faults' pages.",
            expectation: "Fetched and read."
        ) { call in
            .response(200, [Self.html], Self.pageBody("Page \(call.argument(limit: .max) ?? 0)"))
        },
        FixtureFault(
            "status", usage: "status/CODE", example: "status/404",
            effect: "Any status from 200 to 999, with a small page (204 and 304 without one).",
            expectation:
                "Recorded as that status; 408, 429, 500, 502, 503 and 504 are tried again, other statuses never."
        ) { call in
            guard let code = call.argument(limit: 999), code >= 200 else { return .closing(404) }
            return .html(code, "<!DOCTYPE html>\n<title>Status \(code)</title>\n<p>Status \(code).</p>\n")
        },
        FixtureFault(
            "500", effect: "500, always.",
            expectation: "Tried again a few times with growing pauses, then recorded as failed."
        ) { _ in
            .html(500, "<!DOCTYPE html>\n<title>500</title>\n")
        },
        Self.overload(429),
        Self.overload(503),
    ]

    private static func overload(_ status: Int) -> FixtureFault {
        FixtureFault(
            "\(status)", usage: "\(status)?retry-after=S&times=N", example: "\(status)?retry-after=1&times=1",
            heals: true,
            effect:
                "\(status) with Retry-After (1) for the first N (1) requests for this path and query, then a good page.",
            expectation: "The host rests for Retry-After seconds, then the page is fetched."
        ) { call in
            if call.attempt < call.number("times", default: 1, limit: 1_000_000) {
                let seconds = call.number("retry-after", default: 1, limit: 1_000_000_000)
                return .html(
                    status, "<!DOCTYPE html>\n<title>\(status)</title>\n", [HTTPField("Retry-After", String(seconds))])
            }
            return .response(200, [Self.html], Self.pageBody("Recovered from \(status)"))
        }
    }
}
