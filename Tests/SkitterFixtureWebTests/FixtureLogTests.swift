import Foundation
import SkitterFixtureWeb
import Testing

@Suite struct FixtureLogTests {
    private static let web = FixtureServer.Content.web(FixtureWeb(seed: 1, pageCount: 5))

    private func temporaryFile() -> String {
        NSTemporaryDirectory() + "fixture-log-" + UUID().uuidString
    }

    @Test func aLineHasAllFieldsAndIsThereAsSoonAsTheAnswerIs() async throws {
        let path = self.temporaryFile()
        defer { try? FileManager.default.removeItem(atPath: path) }
        var options = FixtureServer.Options()
        options.logFile = path
        options.keepsLogEntries = true
        let before = Date().timeIntervalSince1970
        try await FixtureServer.serving(Self.web, options: options) { server in
            let reply = try await RawClient.get(
                "/markup/search?q=a&lang=en", port: server.port, headers: "User-Agent: test/1 (x)\r\n")
            // Read while the server runs.
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let entry = try #require(server.log.entries.first)
            #expect(text == entry.line + "\n")
            let fields = text.dropLast().split(separator: "\t").map(String.init)
            #expect(
                fields.dropFirst() == [
                    "1", "GET", "/markup/search?q=a&lang=en", "200", "\(reply.bytes.count)", "test/1 (x)",
                ])
            let time = try #require(Double(fields[0]))
            #expect(time >= before - 1 && time <= Date().timeIntervalSince1970 + 1)
            #expect(fields[0].split(separator: ".").last?.count == 6)
        }
    }

    /// The answer is one write of 20 MB, more than the system's buffers hold: while its client has read only a part, the
    /// server is still writing.
    @Test func theEntryIsThereBeforeTheLastByteIsSent() async throws {
        var options = FixtureServer.Options()
        options.keepsLogEntries = true
        try await FixtureServer.serving(Self.web, options: options) { server in
            let connection = try await RawClient.open(
                RawClient.request("/fault/deep?levels=4000000"), port: server.port)
            defer { connection.close() }
            let start = try await connection.read(limit: 1)
            let entry = try #require(server.log.entries.first)
            #expect(start.bytes.count < 20_000_000 && entry.bytes > 20_000_000)
        }
    }

    @Test func linesOfManyConnectionsAreWhole() async throws {
        let path = self.temporaryFile()
        defer { try? FileManager.default.removeItem(atPath: path) }
        var options = FixtureServer.Options()
        options.logFile = path
        try await FixtureServer.serving(Self.web, options: options) { server in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let request = "GET /assets/print.css HTTP/1.1\r\nHost: a\r\n\r\n"
                        let last = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                        _ = try await RawClient.exchange(
                            String(repeating: request, count: 99) + last, port: server.port)
                    }
                }
                try await group.waitForAll()
            }
            #expect(server.log.entries.isEmpty)
        }
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 800)
        #expect(lines.allSatisfy { $0.split(separator: "\t").count == 7 })
    }

    @Test func theFileIsAppendedTo() async throws {
        let path = self.temporaryFile()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try "first\n".write(toFile: path, atomically: true, encoding: .utf8)
        var options = FixtureServer.Options()
        options.logFile = path
        try await FixtureServer.serving(Self.web, options: options) { server in
            _ = try await RawClient.get("/", port: server.port)
        }
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 2 && lines[0] == "first")
    }

    @Test func whatClientsSendCannotBreakALine() async throws {
        var options = FixtureServer.Options()
        options.keepsLogEntries = true
        try await FixtureServer.serving(Self.web, options: options) { server in
            _ = try await RawClient.get("/a\u{1}b\u{7F}", port: server.port, headers: "User-Agent: a\tb\rc\r\n")
            let line = try #require(server.log.entries.first?.line)
            #expect(line.split(separator: "\t").dropFirst().joined(separator: "|").hasPrefix("1|GET|/a?b?|404|"))
            #expect(line.hasSuffix("\ta?b?c"))
        }
    }

    @Test func withoutAUserAgentADashIsWrittenAndTheTimeKeepsItsZeros() async throws {
        var options = FixtureServer.Options()
        options.keepsLogEntries = true
        try await FixtureServer.serving(Self.web, options: options) { server in
            let reply = try await RawClient.get("/", port: server.port)
            var entry = try #require(server.log.entries.first)
            entry.receivedMicroseconds = 1_700_000_000_000_042
            #expect(entry.line == "1700000000.000042\t1\tGET\t/\t200\t\(reply.bytes.count)\t-")
        }
    }

    @Test func aLogFileThatCannotBeWrittenIsSaidInASentence() throws {
        var options = FixtureServer.Options()
        options.logFile = "/nowhere/at/all.log"
        let error = try #require(throws: FixtureServerError.self) { try FixtureServer(Self.web, options: options) }
        #expect(error.code == .noLogFile)
        #expect("\(error)" == "The log file /nowhere/at/all.log cannot be written: No such file or directory.")
    }
}
