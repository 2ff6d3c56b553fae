extension FixtureFault {
    static let redirects: [FixtureFault] = [
        FixtureFault(
            "redirect-chain", usage: "redirect-chain/N", example: "redirect-chain/5",
            effect: "N redirects (302, path-relative Location), then a page.",
            expectation:
                "The page is fetched when N is within the client's limit; else the chain is recorded as too long."
        ) { call in
            guard let left = call.argument(limit: 1_000_000) else { return .closing(404) }
            return left == 0
                ? .response(200, [Self.html], Self.pageBody("The end of a chain")) : Self.redirect("\(left - 1)")
        },
        FixtureFault(
            "redirect-loop", usage: "redirect-loop",
            effect: "Redirects to /fault/redirect-loop/b, which redirects back.",
            expectation: "Recorded as a loop after few requests."
        ) { call in
            Self.redirect(call.arguments.isEmpty ? "/fault/redirect-loop/b" : "/fault/redirect-loop")
        },
        FixtureFault(
            "redirect-self", effect: "Redirects to itself.",
            expectation: "Recorded as a loop; tried at most once more when a cookie came with it."
        ) { call in
            Self.redirect(call.target)
        },
        FixtureFault(
            "redirect-to", usage: "redirect-to?url=URL", example: "redirect-to?url=/fault/page/1",
            effect: "302 with the given URL as Location, decoded once; 400 when it holds control characters.",
            expectation: "Followed only where scope, robots.txt and the address guard permit the target."
        ) { call in
            guard let url = call.text("url"), !url.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
                return .closing(400)
            }
            return Self.redirect(url)
        },
        FixtureFault(
            "redirect-nowhere", effect: "302 without a Location.",
            expectation: "Recorded as a response without a target, not as a page and not as a crash."
        ) { _ in
            .html(302, "<!DOCTYPE html>\n<title>Moved</title>\n")
        },
    ]

    private static func redirect(_ location: String) -> FixtureScript {
        .html(302, "<!DOCTYPE html>\n<title>Moved</title>\n", [HTTPField("Location", location)])
    }
}
