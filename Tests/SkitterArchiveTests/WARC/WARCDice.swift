import SkitterArchive
import SkitterCore
import SkitterTesting

/// Exchanges of every shape from a seed, so that a failing test fails again.
struct WARCDice {
    var generator: SplitMix64
    private var bodies: [[UInt8]] = []

    init(seed: UInt64) {
        self.generator = SplitMix64(seed: seed)
    }

    /// A plain exchange with `body`.
    static func exchange(
        _ url: String = "http://a.example/", body: String = "content", head: String? = nil
    ) -> WARCExchange {
        let head = head ?? "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        return WARCExchange(
            url: url, startedMicroseconds: 1_764_000_000_123_456,
            request: Array("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n".utf8), responseHead: Array(head.utf8),
            body: Array(body.utf8))
    }

    mutating func exchange(_ number: Int) -> WARCExchange {
        let host = Int.random(in: 0..<9, using: &self.generator)
        let path = self.generator.text(of: "abcXYZ/%20?&=.-_~", length: 0...40)
        // Escapes that are none would be read differently by each reader of URLs.
        let url = (try? CrawlURL("https://h\(host).example/\(path.replacing("%", with: "%25"))"))?.href
        var head =
            ["HTTP/1.1 200 OK", "HTTP/1.0 404 Not Found", "HTTP/2 204 ", "HTTP/1.1 301"]
            .randomElement(using: &self.generator) ?? ""
        head += "\r\nServer: x\r\nX-Odd:\u{E9}\r\n"
        let types = [
            "text/html; charset=x", "image/png", "", "application/json;x", "text/plain charset", "t\u{F6}xt/\u{1F980}",
        ]
        if let type = types.randomElement(using: &self.generator), self.generator.next() % 5 > 0 {
            head += "Content-Type: \(type)\r\n"
        }
        if self.generator.next() % 4 == 0 { head += "content-encoding: gzip\r\n" }
        var exchange = WARCExchange(
            url: url ?? "http://none.example/", startedMicroseconds: 1_764_000_000_000_000 + Int64(number) * 700_001,
            request: Array("GET /\(path) HTTP/1.1\r\nHost: h\(host).example\r\n\r\n".utf8),
            responseHead: Array((head + "\r\n").utf8), body: self.body())
        exchange.address =
            self.generator.next() % 3 == 0 ? nil : IPAddress(high: 0x2001_0DB8_0000_0000, low: self.generator.next())
        if self.generator.next() % 3 == 0 { exchange.address = IPAddress(v4: UInt32(truncatingIfNeeded: number)) }
        if self.generator.next() % 8 == 0 {
            exchange.truncation = Truncation.allCases.randomElement(using: &self.generator)
        }
        if self.generator.next() % 9 == 0 { exchange.protocols = ["http/1.1", "tls/1.3"] }
        switch self.generator.next() % 16 {
        case 0:
            // Cut within the head.
            exchange.responseHead.removeLast(exchange.responseHead.count / 2)
            exchange.body = []
            exchange.truncation = .disconnect
        case 1:
            // A line of white space that some take for the end of the head.
            exchange.responseHead.insert(contentsOf: Array(" \t\r\n".utf8), at: exchange.responseHead.count - 2)
        case 2: exchange.responseHead = self.generator.mutated(exchange.responseHead)
        default: break
        }
        if self.generator.next() % 12 == 0 {
            exchange.unchangedSinceMicroseconds = exchange.startedMicroseconds - 86_400_000_000
            exchange.body = []
            exchange.truncation = nil
        }
        return exchange
    }

    /// Text, noise, nothing, or what was a body before.
    private mutating func body() -> [UInt8] {
        if self.generator.next() % 4 == 0, let body = self.bodies.randomElement(using: &self.generator) { return body }
        let length = Int.random(in: 0...(1 << Int.random(in: 0...15, using: &self.generator)), using: &self.generator)
        var body: [UInt8] = []
        let isNoise = self.generator.next() % 2 == 0
        while body.count < length {
            if isNoise {
                body.append(UInt8(truncatingIfNeeded: self.generator.next()))
            } else {
                body += Array("<p>paragraph \(self.generator.next() % 100)</p>\r\n\r\n".utf8)
            }
        }
        self.bodies.append(body)
        return body
    }
}
