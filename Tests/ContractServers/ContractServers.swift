package import SkitterFixtureWeb
package import SkitterTesting

/// The servers that the contract of sessions is tried on.
package enum ContractServers {
    /// The faults of the fixture web.
    package static func fixture(_ server: FixtureServer) -> HTTPSessionContract.Server {
        HTTPSessionContract.Server(
            origin: server.origin, paths: Self.fixturePaths,
            connections: { Set(server.log.entries.map(\.connection)).count })
    }

    /// What the fixture web does not offer.
    package static func scripted(_ server: ScriptedServer) -> HTTPSessionContract.Server {
        HTTPSessionContract.Server(
            origin: server.origin,
            paths: Dictionary(uniqueKeysWithValues: Self.scriptedAnswers.keys.map { ($0, "/" + $0.rawValue) }),
            connections: { server.connections })
    }

    package static let fixturePaths: [HTTPSessionContract.Behaviour: String] = [
        .page: "/fault/page/1", .gzip: "/fault/gzip", .deflate: "/fault/deflate", .trailers: "/fault/chunked",
        .untyped: "/fault/no-content-type", .informational: "/fault/1xx", .untilClose: "/fault/no-length",
        .brokenPromise: "/fault/keepalive-then-close", .tooLong: "/fault/wrong-length", .empty: "/fault/empty",
        .noContent: "/fault/status/204", .binary: "/fault/binary-as-html",
        .redirect302: "/fault/redirect-to?url=next/../page?x=1%23f", .redirectNowhere: "/fault/redirect-nowhere",
        .redirectToIPv6: "/fault/redirect-to?url=//[::1]/x", .notFound: "/fault/status/404",
        .failed: "/fault/status/500", .large: "/fault/10mb", .bomb: "/fault/bomb?bytes=200000000",
        .cutShort: "/fault/truncated", .cutShortChunked: "/fault/truncated-chunked",
        .resetInBody: "/fault/reset?after=600", .trickle: "/fault/trickle?bytes=100000&interval-ms=20",
        .trickledHead: "/fault/slow-headers?interval-ms=100", .silence: "/fault/never", .hangUp: "/fault/close",
        .reset: "/fault/reset", .noise: "/fault/not-http", .headFlood: "/fault/header-flood?lines=20000",
        .headCutShort: "/fault/short-headers",
    ]

    package static let scriptedAnswers: [HTTPSessionContract.Behaviour: ScriptedServer.Answer] = [
        .page: ok("Content-Length: \(page.count)", page),
        .chunked: ok("Transfer-Encoding: chunked", chunks(page) + Array("0\r\n\r\n".utf8)),
        .redirect301: redirect(301, "next/../page?x=1#f"), .redirect302: redirect(302, "next/../page?x=1#f"),
        .redirect303: redirect(303, "next/../page?x=1#f"), .redirect307: redirect(307, "next/../page?x=1#f"),
        .redirect308: redirect(308, "next/../page?x=1#f"), .redirectAway: redirect(301, "http://127.0.0.1:1/x"),
        .unauthorized: ScriptedServer.Answer(
            "HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Basic realm=\"x\"\nContent-Length: 12\n\nunauthorized"),
        .image: ScriptedServer.Answer(
            "HTTP/1.1 200 OK\nContent-Type: image/png\nContent-Length: 1073741824\n\n", [0x89, 0x50], end: .silence),
        .trickle: ScriptedServer.Answer("HTTP/1.1 200 OK\nContent-Length: 10\n\nabc", end: .silence),
    ].merging(strictAnswers) { first, _ in first }

    /// The answers as the server wants them.
    package static let answersByPath = Dictionary(
        uniqueKeysWithValues: scriptedAnswers.map { ("/" + $0.key.rawValue, $0.value) })

    static let page = Array(
        ("<!DOCTYPE html>\n<html>" + String(repeating: "<p>skitter</p>\n", count: 100) + "</html>\n").utf8)

    static func ok(_ field: String, _ body: [UInt8]) -> ScriptedServer.Answer {
        ScriptedServer.Answer("HTTP/1.1 200 OK\nContent-Type: text/html\n\(field)\n\n", body)
    }

    static func redirect(_ status: Int, _ location: String) -> ScriptedServer.Answer {
        ScriptedServer.Answer("HTTP/1.1 \(status) Moved\nLocation: \(location)\nContent-Length: 5\n\nmoved")
    }

    static func chunks(_ bytes: [UInt8]) -> [UInt8] {
        stride(from: 0, to: bytes.count, by: 700).flatMap { start -> [UInt8] in
            let chunk = bytes[start..<min(start + 700, bytes.count)]
            return Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + Array("\r\n".utf8)
        }
    }
}
