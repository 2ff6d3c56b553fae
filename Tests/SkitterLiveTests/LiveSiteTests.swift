import SkitterCore
import SkitterLive
import Testing

@Suite struct LiveSiteTests {
    private static func site(_ offer: LiveEndpoint.Offer = .dashboard) -> LiveSite {
        LiveSite(guard: LiveGuard(port: 80, token: nil), offer: offer, title: "a \"title\"", transport: "curl")
    }

    private static func request(_ method: String, _ path: String) throws -> LiveRequest {
        let text = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"
        guard case .request(let request) = LiveRequest.read(Array(text.utf8)) else { throw LiveStatus.badRequest }
        return request
    }

    /// What `action` does, in a word.
    private static func word(_ action: LiveSite.Action) -> String {
        switch action {
        case .answer(let answer, .park(let parking)?):
            "\(answer.status.rawValue) \(parking.isParked ? "park" : "unpark") \(parking.pattern)"
        case .answer(let answer, let command): "\(answer.status.rawValue)" + (command.map { " \($0)" } ?? "")
        case .page: "page"
        case .wait: "wait"
        case .listen: "listen"
        }
    }

    @Test(arguments: [
        ("GET", "/", "page", "404"), ("HEAD", "/", "page", "404"), ("POST", "/", "405", "404"),
        ("GET", "/metrics", "wait", "wait"), ("POST", "/metrics", "405", "405"),
        ("GET", "/events", "listen", "404"), ("POST", "/events", "405", "404"), ("HEAD", "/events", "405", "404"),
        ("GET", "/snapshot.json", "wait", "404"), ("GET", "/pause", "405", "404"),
        ("POST", "/pause", "204 pause", "404"),
        ("POST", "/resume", "204 resume", "404"), ("POST", "/stop", "204 stop", "404"),
        ("POST", "/park?pattern=http%3A%2F%2Fh%2Fp%2F%7Bn%7D", "204 park http://h/p/{n}", "404"),
        ("POST", "/park?pattern=http%3a%2f%2fh%2f%E2%80%A6(a%7Cb)", "204 park http://h/…(a|b)", "404"),
        ("POST", "/unpark?pattern=http://h/p?a&pattern=http://h/p?b", "400", "404"),
        ("POST", "/unpark?pattern=http%3A%2F%2Fh%2Fp%3Fa%26b%2Bc", "204 unpark http://h/p?a&b+c", "404"),
        ("GET", "/park?pattern=http%3A%2F%2Fh%2Fp%2F%7Bn%7D", "405", "404"),
        ("POST", "/park", "400", "404"), ("POST", "/park?pattern=", "400", "404"),
        ("POST", "/park?pattern=http%3A%2F%2Fh%2Fp", "400", "404"), ("POST", "/park?pattern=%7Bn%7D", "400", "404"),
        ("POST", "/park?pattern=http://h/%7Bn%7D%f", "400", "404"),
        ("POST", "/park?pattern=http://h/%7Bn%7D%FF", "400", "404"),
        ("POST", "/park?pattern=http://h/%7Bn%7D%00", "400", "404"),
        ("POST", "/unpark?pattern=http://h/%7Bn%7D%0D%0AX-A:%20b", "400", "404"),
        ("GET", "/../etc", "404", "404"),
        ("POST", "/kill", "404", "404"),
    ])
    func eachPathDoesWhatItIsFor(method: String, path: String, dashboard: String, metrics: String) throws {
        let request = try Self.request(method, path)
        #expect(Self.word(Self.site().action(for: request, listeners: 0)) == dashboard)
        #expect(Self.word(Self.site(.metrics).action(for: request, listeners: 0)) == metrics)
    }

    @Test func noMoreThanThirtyTwoListen() throws {
        let request = try Self.request("GET", "/events")
        #expect(Self.word(Self.site().action(for: request, listeners: 31)) == "listen")
        #expect(Self.word(Self.site().action(for: request, listeners: 32)) == "503")
    }

    @Test func everyAnswerForbidsWhatItDoesNotNeed() {
        let head = String(decoding: LiveAnswer(.notFound).bytes(), as: UTF8.self)
        for line in [
            "HTTP/1.1 404 Not Found", "Content-Security-Policy: default-src 'none'; base-uri 'none'",
            "X-Frame-Options: DENY",
            "X-Content-Type-Options: nosniff", "Cache-Control: no-store", "Connection: close", "Content-Length: 14",
        ] {
            #expect(head.contains(line), "\(line)")
        }
        #expect(head.hasSuffix("\r\n\r\n404 Not Found\n"))
        #expect(LiveAnswer(.notFound).bytes(withBody: false).suffix(4) == [13, 10, 13, 10])
    }

    @Test func anEventIsOneLineWhateverTheWebSays() {
        var view = SampleView.view
        view.snapshot.failures = SampleView.failures("http://h/\n\ndata: {}\r</script>")
        let event = String(decoding: Self.site().event(view), as: UTF8.self)
        #expect(event.hasPrefix("data: {") && event.hasSuffix("}\n\n"))
        #expect(event.dropLast(2).allSatisfy { !$0.isNewline })
        #expect(event.contains(#"http://h/\n\ndata: {}\r<"#))
    }
}
