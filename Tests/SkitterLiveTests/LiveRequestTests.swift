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
        let whole = Array("POST /a?b=c HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nX: y\r\n\r\nabc".utf8)
        let pieces: [UInt8] = [0, 10, 13, 32, 57, 58]
        var served = 0
        for _ in 0..<20_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 0...4, using: &generator) {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: index)
                default: bytes.insert(pieces[Int.random(in: pieces.indices, using: &generator)], at: index)
                }
            }
            if case .request(let request) = LiveRequest.read(bytes) {
                served += 1
                #expect(request.path.hasPrefix("/") && request.fields["host"] != nil)
            }
        }
        #expect(served > 1_000)
    }
}
