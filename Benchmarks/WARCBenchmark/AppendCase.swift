import FoundationEssentials
import SkitterArchive
import SkitterCompression
import SkitterCore
import SkitterDigest

/// One kind of exchange and one way to write it.
struct AppendCase {
    static let bodyBytes = 14_000

    var name: String
    /// What the server sends: text, or the same text in gzip, of which 14 KB are taken.
    var isEncoded = false
    var isRevisit = false
    var level = WARCConfiguration().compressionLevel
    var digest = WARCConfiguration().digest

    static let all: [AppendCase] =
        [AppendCase(name: "encoded", isEncoded: true), AppendCase(name: "revisit", isRevisit: true)]
        + [0, 1, 3, 6, 9].map { AppendCase(name: "text-\($0)", level: $0) }
        + [AppendCase(name: "encoded-sha1", isEncoded: true, digest: .sha1)]

    func exchanges(count: Int, from text: [UInt8]) -> [WARCExchange] {
        let source = self.isEncoded ? AppendCase.gzip(text) : text
        let coding = self.isEncoded ? "Content-Encoding: gzip\r\n" : ""
        let head = """
            HTTP/1.1 200 OK\r\nDate: Mon, 24 Nov 2025 16:00:00 GMT\r\nServer: nginx/1.22.1\r\n\
            Content-Type: text/html; charset=utf-8\r\nLast-Modified: Sun, 23 Nov 2025 10:00:00 GMT\r\n\
            ETag: "6922dc10-36b0"\r\nVary: Accept-Encoding\r\nCache-Control: max-age=3600\r\n\(coding)\
            Strict-Transport-Security: max-age=31536000\r\nX-Content-Type-Options: nosniff\r\n\
            Content-Length: \(AppendCase.bodyBytes)\r\nConnection: keep-alive\r\n\r\n
            """
        return (0..<count).map { number in
            let start = number * 977 % max(1, source.count - AppendCase.bodyBytes)
            var body = Array(source[start..<(start + AppendCase.bodyBytes)])
            // No two bodies are equal, unless they are to be.
            if !self.isRevisit { for (index, byte) in String(number).utf8.enumerated() { body[index] = byte } }
            if self.isRevisit { body = Array(source[..<AppendCase.bodyBytes]) }
            let path = "/manual/chapter-\(number % 40)/section-\(number).html"
            let request = """
                GET \(path) HTTP/1.1\r\nHost: docs.example.org\r\nUser-Agent: Skitter/0.1 (+https://example.org/)\r\n\
                Accept: text/html,application/xhtml+xml\r\nAccept-Encoding: gzip, br, zstd\r\n\r\n
                """
            var exchange = WARCExchange(
                url: "https://docs.example.org\(path)", startedMicroseconds: 1_764_000_000_000_000 + Int64(number),
                request: Array(request.utf8), responseHead: Array(head.utf8), body: body)
            exchange.address = IPAddress(v4: 0xC000_0201)
            return exchange
        }
    }

    /// Appends all `exchanges` into the new directory `directory`; says how many bytes that are.
    func append(_ exchanges: [WARCExchange], to directory: String) throws -> Int {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        var configuration = WARCConfiguration()
        configuration.compressionLevel = self.level
        configuration.digest = self.digest
        var writer = try WARCWriter(
            directory: directory, configuration: configuration, generator: SplitMix64(seed: 1),
            startedMicroseconds: 1_764_000_000_000_000)
        for exchange in exchanges { _ = try writer.append(exchange) }
        return writer.position.length
    }

    private static func gzip(_ text: [UInt8]) -> [UInt8] {
        guard var writer = try? GzipMemberWriter(level: 6) else { return [] }
        var bytes: [UInt8] = []
        writer.write(text, to: &bytes)
        writer.finish(to: &bytes)
        // Enough for one body, whatever the pages were.
        while bytes.count < 2 * AppendCase.bodyBytes { bytes += bytes }
        return bytes
    }
}
