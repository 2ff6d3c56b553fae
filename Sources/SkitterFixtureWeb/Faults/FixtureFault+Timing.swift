extension FixtureFault {
    static let timing: [FixtureFault] = [
        FixtureFault(
            "latency", usage: "latency?ms=N", example: "latency?ms=300",
            effect: "A good page after N (1,000) milliseconds.", expectation: "Fetched; the wait is seen in its timing."
        ) { call in
            var script = FixtureScript.response(200, [Self.html], Self.pageBody("A late page"))
            script.steps.insert(.pause(call.milliseconds("ms", default: 1_000)), at: 0)
            return script
        },
        FixtureFault(
            "trickle", usage: "trickle?bytes=N&interval-ms=M", example: "trickle?bytes=20&interval-ms=100",
            effect: "A body of N (100) bytes, one each M (100) milliseconds.",
            expectation: "Ended by the total time limit: a timeout that each byte renews never ends."
        ) { call in
            let bytes = call.number("bytes", default: 100, limit: 100_000_000)
            let pause = call.milliseconds("interval-ms", default: 100)
            let head = FixtureScript.head(200, [Self.html], length: bytes)
            return FixtureScript(
                status: 200, [.send(head), .repeated([UInt8(ascii: "x")], times: bytes, pause: pause)], end: .keepAlive)
        },
        FixtureFault(
            "slow-headers", usage: "slow-headers?interval-ms=M", example: "slow-headers?interval-ms=20",
            effect: "The head of a good response, one byte each M (100) milliseconds; then its body.",
            expectation: "Fetched when the total time limit permits, else a timeout."
        ) { call in
            let body = Self.pageBody("Slow headers")
            let pause = call.milliseconds("interval-ms", default: 100)
            let head = FixtureScript.head(200, [Self.html], length: body.count)
            return FixtureScript(
                status: 200, head.map { .repeated([$0], times: 1, pause: pause) } + [.send(body)], end: .keepAlive)
        },
        FixtureFault(
            "never", effect: "Accepts the request and never answers; closes when the client does.",
            expectation: "A timeout."
        ) { _ in
            FixtureScript(status: 0, [.awaitClose], end: .close)
        },
        FixtureFault(
            "half", effect: "Head and half of the body, then silence.",
            expectation: "A timeout; what came is known as cut."
        ) { _ in
            let body = Self.pageBody("Half", filler: 2_000)
            let head = FixtureScript.head(200, [Self.html], length: body.count)
            return FixtureScript(status: 200, [.send(head + body.prefix(body.count / 2)), .awaitClose], end: .close)
        },
    ]
}
