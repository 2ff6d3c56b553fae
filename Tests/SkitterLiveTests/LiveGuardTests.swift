import SkitterCore
import SkitterLive
import Testing

@Suite struct LiveGuardTests {
    private static func request(_ method: String, _ target: String = "/", _ fields: String...) throws -> LiveRequest {
        var lines = fields
        if method == "POST" { lines.append("Content-Length: 0") }
        let text = "\(method) \(target) HTTP/1.1\r\n\(lines.joined(separator: "\r\n"))\r\n\r\n"
        guard case .request(let request) = LiveRequest.read(Array(text.utf8)) else {
            throw LiveStatus.badRequest
        }
        return request
    }

    @Test(
        arguments: [
            ("127.0.0.1:8080", nil), ("localhost:8080", nil), ("LOCALHOST:8080", nil), ("[::1]:8080", nil),
            ("127.9.9.9:8080", nil), ("127.0.0.1", .misdirected), ("127.0.0.1:8081", .misdirected),
            ("evil.example:8080", .misdirected), ("127.0.0.1.evil.example:8080", .misdirected),
            ("localhost.evil.example:8080", .misdirected), ("evil.example@127.0.0.1:8080", .misdirected),
            ("127.0.0.1:8080/@evil", .misdirected), ("10.0.0.1:8080", .misdirected), ("", .misdirected),
            ("127.0.0.1:8080#", .misdirected), ("[::ffff:10.0.0.1]:8080", .misdirected),
        ] as [(String, LiveStatus?)])
    func onLoopbackARequestMustNameLoopback(host: String, status: LiveStatus?) throws {
        let guardian = LiveGuard(port: 8080, token: nil)
        #expect(try guardian.obstacle(to: Self.request("GET", "/", "Host: \(host)")) == status)
    }

    @Test(
        arguments: [
            ([], nil), (["Origin: http://127.0.0.1:8080"], nil), (["Origin: http://evil.example"], .forbidden),
            (["Origin: null"], .forbidden), (["Origin: http://127.0.0.1:8081"], .forbidden),
            (["Origin: https://127.0.0.1:8080"], .forbidden), (["Sec-Fetch-Site: same-origin"], nil),
            (["Sec-Fetch-Site: cross-site"], .forbidden), (["Sec-Fetch-Site: same-site"], .forbidden),
        ] as [([String], LiveStatus?)])
    func whatChangesTheCrawlMustComeFromItsOwnPage(fields: [String], status: LiveStatus?) throws {
        let guardian = LiveGuard(port: 8080, token: nil)
        let text =
            "POST /pause HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nContent-Length: 0\r\n"
            + fields.map { $0 + "\r\n" }.joined() + "\r\n"
        guard case .request(let request) = LiveRequest.read(Array(text.utf8)) else { throw LiveStatus.badRequest }
        #expect(guardian.obstacle(to: request) == status)
    }

    @Test func beyondLoopbackEveryRequestNeedsTheToken() throws {
        let guardian = LiveGuard(port: 80, token: "secret")
        let host = "Host: crawler.example"
        #expect(try guardian.obstacle(to: Self.request("GET", "/", host)) == .unauthorized)
        #expect(try guardian.obstacle(to: Self.request("GET", "/?token=secreT", host)) == .unauthorized)
        #expect(try guardian.obstacle(to: Self.request("GET", "/?token=secre", host)) == .unauthorized)
        #expect(try guardian.obstacle(to: Self.request("GET", "/?token=secret&token=x", host)) == .unauthorized)
        #expect(try guardian.obstacle(to: Self.request("GET", "/?token=secret", host)) == nil)
        #expect(try guardian.obstacle(to: Self.request("GET", "/", host, "Authorization: Bearer secret")) == nil)
        #expect(try guardian.obstacle(to: Self.request("GET", "/", host, "Authorization: Bearer no")) == .unauthorized)
        #expect(try guardian.obstacle(to: Self.request("POST", "/?token=secret", host)) == nil)
        let foreign = try Self.request("POST", "/?token=secret", host, "Origin: http://evil.example")
        #expect(guardian.obstacle(to: foreign) == .forbidden)
    }

    @Test(
        arguments: [
            ("127.0.0.1:0", "127.0.0.1", 0), ("localhost:9", "127.0.0.1", 9), ("[::1]:65535", "::1", 65535),
            ("0.0.0.0:80", "0.0.0.0", 80),
        ] as [(String, String, UInt16)])
    func aPlaceIsAnAddressAndAPort(text: String, address: String, port: UInt16) throws {
        let endpoint = try #require(LiveEndpoint(text, offer: .metrics))
        #expect(endpoint.address.description == address && endpoint.port == port)
    }

    @Test(arguments: [
        "", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "::1:80", "example.org:80", "1.2.3:80",
        "127.0.0.1:+1",
    ])
    func whatIsNoPlaceIsNone(text: String) {
        #expect(LiveEndpoint(text, offer: .metrics) == nil)
    }
}
