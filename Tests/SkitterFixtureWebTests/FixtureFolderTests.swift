import Foundation
import SkitterFixtureWeb
import Testing

@Suite struct FixtureFolderTests {
    /// outside.txt, and site/ with index.html, a b.txt, sub/index.html, empty/, big.bin, page.HTM and links.
    private static func withSite(_ body: (FixtureServer) async throws -> Void) async throws {
        let manager = FileManager.default
        let root = NSTemporaryDirectory() + "fixture-folder-" + UUID().uuidString
        let site = root + "/site"
        defer { try? manager.removeItem(atPath: root) }
        for folder in ["/sub", "/empty", "/site-beside"] {
            try manager.createDirectory(atPath: site + folder, withIntermediateDirectories: true)
        }
        try manager.createDirectory(atPath: root + "/site2", withIntermediateDirectories: true)
        let files = [
            "/outside.txt": "secret", "/site2/x.txt": "secret", "/site/index.html": "<p>home", "/site/a b.txt": "a b",
            "/site/sub/index.html": "<p>sub",
            "/site/page.HTM": "<p>page", "/site/é.css": "p {}", "/site/none": "?", "/site/void.html": "",
        ]
        for (name, text) in files { try Data(text.utf8).write(to: URL(filePath: root + name)) }
        try Data(Self.big).write(to: URL(filePath: site + "/big.bin"))
        for name in files.keys {
            try manager.setAttributes([.modificationDate: Self.changed], ofItemAtPath: root + name)
        }
        try manager.createSymbolicLink(atPath: site + "/out.txt", withDestinationPath: "../outside.txt")
        try manager.createSymbolicLink(atPath: site + "/out", withDestinationPath: root)
        try manager.createSymbolicLink(atPath: site + "/in.html", withDestinationPath: "sub/index.html")
        try manager.createSymbolicLink(atPath: site + "/loop", withDestinationPath: "loop")
        #expect(mkfifo(site + "/pipe", 0o600) == 0)
        try await FixtureServer.serving(.folder(site), body)
    }

    private static let changed = Date(timeIntervalSince1970: 1_700_000_000)

    private static func validators(_ body: String) -> String {
        "ETag: \"6553f100-0-\(String(body.utf8.count, radix: 16))\"\r\nLast-Modified: Tue, 14 Nov 2023 22:13:20 GMT\r\n"
    }

    private static let big: [UInt8] = (0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 7) }

    @Test func filesAreServedWithTheirTypes() async throws {
        let expected: [(String, String, String)] = [
            ("/", "text/html", "<p>home"), ("/index.html", "text/html", "<p>home"),
            ("/index.html?x=1", "text/html", "<p>home"),
            ("/a%20b.txt", "text/plain", "a b"), ("/sub/", "text/html", "<p>sub"),
            ("/page.HTM", "text/html", "<p>page"),
            ("/%C3%A9.css", "text/css", "p {}"), ("/none", "application/octet-stream", "?"),
            ("/in.html", "text/html", "<p>sub"),
            ("/void.html", "text/html", ""), ("/sub/../index.html", "text/html", "<p>home"),
        ]
        try await Self.withSite { server in
            for (path, type, body) in expected {
                let reply = try await RawClient.get(path, port: server.port)
                #expect(
                    reply.text
                        == "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\n\(Self.validators(body))Content-Length: \(body.utf8.count)\r\n\r\n\(body)",
                    "\(path)")
            }
        }
    }

    @Test func aLargeFileComesWhole() async throws {
        try await Self.withSite { server in
            let reply = try await RawClient.get("/big.bin", port: server.port)
            #expect(reply.body.elementsEqual(Self.big))
            let head = try await RawClient.exchange(
                "HEAD /big.bin HTTP/1.1\r\nConnection: close\r\n\r\n", port: server.port)
            #expect(head.text == reply.head)
        }
    }

    @Test func aDirectoryWithoutItsSlashRedirects() async throws {
        try await Self.withSite { server in
            let reply = try await RawClient.get("/sub", port: server.port)
            #expect(reply.status == 301)
            #expect(reply.head.contains("Location: /sub/\r\n"))
            let twoSlashes = try await RawClient.get("//sub", port: server.port)
            #expect(twoSlashes.head.contains("Location: /sub/\r\n"))
        }
    }

    @Test func nothingOutsideOfTheFolderIsServed() async throws {
        let refused = [
            "/../outside.txt", "/%2e%2e/outside.txt", "/sub/../../outside.txt", "/..%2Foutside.txt",
            "/%2E%2E%2Foutside.txt",
            "/sub/%2e%2e/%2e%2e/outside.txt", "/out.txt", "/out/outside.txt", "/out", "/out/", "/../site2/x.txt",
            "//etc/passwd",
            "/../../../../../../etc/passwd", "/loop", "/pipe", "/empty/", "/missing", "/index.html/", "/a%00b",
            "/index.html%00",
            "/%", "/%zz", "/%ff", "/..", "/.%2e/",
        ]
        try await Self.withSite { server in
            for path in refused {
                let reply = try await RawClient.get(path, port: server.port)
                #expect(reply.status == 404, "\(path)")
                #expect(!reply.text.contains("secret") && !reply.text.contains("root:"))
            }
        }
    }

    @Test func faultsAreServedBesideTheFolder() async throws {
        try await Self.withSite { server in
            let status = try await RawClient.get("/fault/status/418", port: server.port).status
            #expect(status == 418)
        }
    }

    @Test(arguments: ["/nowhere/at/all", "/etc/hostname", ""])
    func aFolderThatIsNoneIsSaidInASentence(path: String) throws {
        let error = try #require(throws: FixtureServerError.self) { try FixtureServer(.folder(path)) }
        #expect(error.code == .noFolder)
        #expect("\(error)" == "There is no folder \(path) to serve.")
    }

    @Test(arguments: [
        ("If-None-Match: \"6553f100-0-7\"", 304), ("If-None-Match: \"x\", W/\"6553f100-0-7\"", 304),
        ("If-None-Match: *", 304), ("If-None-Match: \"6553f100-0-8\"", 200),
        ("If-Modified-Since: Tue, 14 Nov 2023 22:13:20 GMT", 304),
        ("If-Modified-Since: Tue, 14 Nov 2023 22:13:19 GMT", 200),
        ("If-None-Match: \"x\"\r\nIf-Modified-Since: Tue, 14 Nov 2023 22:13:20 GMT", 200), ("Accept: *", 200),
    ]) func aFileThatIsStillTheSameIsNotSentAgain(headers: String, status: Int) async throws {
        try await Self.withSite { server in
            let reply = try await RawClient.get("/index.html", port: server.port, headers: headers + "\r\n")
            #expect(reply.text.hasPrefix("HTTP/1.1 \(status) "), "\(reply.text)")
            #expect(reply.text.contains(Self.validators("<p>home")))
            #expect(reply.body.isEmpty == (status == 304))
        }
    }
}
