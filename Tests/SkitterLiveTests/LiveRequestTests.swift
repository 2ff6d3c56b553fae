import SkitterCore
import SkitterLive
import Testing

@Suite struct LiveRequestTests {
    private static func read(_ text: String) -> LiveRequest.Reading { LiveRequest.read(Array(text.utf8)) }

    @Test func aRequestIsReadOnceItIsWhole() throws {
        let text =
            "POST /pause?a=1&token=x%20 HTTP/1.1\r\nHost: 127.0.0.1:80\r\nX-A:\t b \r\nContent-Length: 3\r\n\r\nabcrest"
        let bytes = Array(text.utf8)
        let whole = bytes.count - 4
        for count in 0..<whole { #expect(LiveRequest.read(Array(bytes[..<count])) == .incomplete) }
        guard case .request(let request) = LiveRequest.read(bytes) else {
            Issue.record("no request")
            return
        }
        #expect(request.method == "POST" && request.path == "/pause" && request.query == "a=1&token=x%20")
        #expect(request.fields == ["host": "127.0.0.1:80", "x-a": "b", "content-length": "3"])
        #expect(request.body == Array("abc".utf8))
        #expect(request.parameter("token") == "x%20" && request.parameter("b") == nil)
    }

    @Test(
        arguments: [
            ("GET / HTTP/1.1\r\n\r\n", .badRequest), ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", .badRequest),
            ("GET / HTTP/1.1\nHost: a\n\r\n\r\n", .badRequest),
            ("GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", .badRequest),
            ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", .badRequest), ("GET / HTTP/1.1\r\n Host: a\r\n\r\n", .badRequest),
            ("GET / HTTP/1.1\r\nHost: a\r\n b: c\r\n\r\n", .badRequest),
            ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", .badRequest),
            ("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", .badRequest),
            ("GET /\u{E9} HTTP/1.1\r\nHost: a\r\n\r\n", .badRequest),
            ("GET / HTTP/1.1\r\nHost: a\u{0}\r\n\r\n", .badRequest),
            ("GET / HTTP/1.1\r\nHost: a\u{7}\r\n\r\n", .badRequest),
            ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", .versionNotSupported),
            ("GET / http/1.1\r\nHost: a\r\n\r\n", .badRequest),
            ("DELETE / HTTP/1.1\r\nHost: a\r\n\r\n", .methodNotAllowed),
            ("get / HTTP/1.1\r\nHost: a\r\n\r\n", .methodNotAllowed),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", .badRequest),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", .badRequest),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n", .contentTooLarge),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", .notImplemented),
            ("GET / HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "x", count: 9_000), .headTooLong),
            ("\u{16}\u{3}\u{1}\r\n\r\n", .badRequest), ("\r\n\r\n", .badRequest),
        ] as [(String, LiveStatus)])
    func whatCouldBeReadInTwoWaysIsRefused(text: String, status: LiveStatus) {
        #expect(Self.read(text) == .refused(status))
    }

    @Test func noBytesTrap() {
        var generator = SplitMix64(seed: 7)
        let pieces = [
            "GET ", "POST ", "/", " HTTP/1.1", "\r\n", "\r", "\n", "Host: a", "Content-Length: ", "9", ":", " ",
            "\u{0}", "?",
        ]
        for _ in 0..<20_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<20, using: &generator) {
                if Bool.random(using: &generator) {
                    bytes += Array(pieces.randomElement(using: &generator)?.utf8 ?? "".utf8)
                } else {
                    bytes.append(UInt8.random(in: 0...255, using: &generator))
                }
            }
            if case .request(let request) = LiveRequest.read(bytes) {
                #expect(request.path.hasPrefix("/") && request.fields["host"] != nil)
            }
        }
    }
}
