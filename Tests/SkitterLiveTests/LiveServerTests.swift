import Foundation
import SkitterCore
import SkitterLive
import SkitterLock
import Testing

/// The server itself, over sockets.
@Suite(.serialized, .timeLimit(.minutes(2))) struct LiveServerTests {
    private final class Commands: Sendable {
        private let list = Locked<[CrawlCommand]>([])

        var all: [CrawlCommand] { self.list.withLock { $0 } }

        func add(_ command: CrawlCommand) {
            self.list.withLock { $0.append(command) }
        }
    }

    private static func serving(_ body: (LiveServer, UInt16, Commands) throws -> Void) throws {
        let commands = Commands()
        let endpoint = LiveEndpoint(address: IPAddress(v4: 0x7F00_0001), port: 0, offer: .dashboard)
        let server = try LiveServer([endpoint], title: "t", transport: "curl") { commands.add($0) }
        server.start()
        defer { server.end() }
        let url = try CrawlURL(try #require(server.addresses.first))
        try body(server, try #require(url.port), commands)
    }

    private static func get(_ path: String, _ port: UInt16, method: String = "GET") -> String {
        "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n"
    }

    /// Hands a view over as soon as one is wanted.
    private static func show(_ server: LiveServer, _ view: CrawlView = SampleView.view) {
        while !server.wantsView { sched_yield() }
        server.show(view)
    }

    @Test func aRequestThatComesByteByByteIsAnsweredWithTheNextView() throws {
        try Self.serving { server, port, _ in
            #expect(!server.wantsView)
            let client = try LiveClient(port: port)
            for character in Self.get("/metrics", port) { client.send(String(character)) }
            Self.show(server)
            let answer = client.receive()
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && answer.contains("\nskitter_elapsed_seconds 3.000\n"))
        }
    }

    @Test func thirtyTwoListenAndTheNextIsRefused() throws {
        try Self.serving { server, port, _ in
            let listeners = try (0..<32).map { _ in
                let client = try LiveClient(port: port)
                client.send(Self.get("/events", port))
                #expect(client.receive(until: "retry:").hasPrefix("HTTP/1.1 200 OK\r\n"))
                return client
            }
            let late = try LiveClient(port: port)
            late.send(Self.get("/events", port))
            #expect(late.receive().hasPrefix("HTTP/1.1 503 "))
            Self.show(server)
            for listener in listeners { #expect(listener.receive(until: "\n\n").contains("data: {\"v\":1,")) }
        }
    }

    @Test func whoListensHearsTheEndBeforeTheServerIsGone() throws {
        let ended = Locked<String>("")
        try Self.serving { server, port, _ in
            let client = try LiveClient(port: port)
            client.send(Self.get("/events", port))
            _ = client.receive(until: "retry:")
            var view = SampleView.view
            view.ending = CrawlEnding(code: 0, cause: "finished")
            server.show(view)
            server.end()
            let words = client.receive()
            ended.withLock { $0 = words }
        }
        #expect(ended.withLock { $0 }.contains(#""state":"ended","exit":{"code":0,"cause":"finished"}"#))
    }

    @Test func aPausedCrawlIsSteeredAndStrangersAreNot() throws {
        try Self.serving { _, port, commands in
            for (request, status) in [
                (Self.get("/pause", port, method: "POST"), 204), (Self.get("/resume", port, method: "POST"), 204),
                ("POST /stop HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nOrigin: http://evil.example\r\n\r\n", 403),
                ("POST /stop HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421), (Self.get("/stop", port), 405),
                ("GET / HTTP/1.1\r\n\r\n", 400), (Self.get("/" + String(repeating: "x", count: 9_000), port), 431),
            ] {
                let client = try LiveClient(port: port)
                client.send(request)
                #expect(client.receive().hasPrefix("HTTP/1.1 \(status) "), "\(request.prefix(60))")
            }
            #expect(commands.all == [.pause, .resume])
        }
    }

    @Test func thePageTakesEverythingFromItselfAndMakesNoMarkupOfWhatItIsTold() throws {
        try Self.serving { _, port, _ in
            let client = try LiveClient(port: port)
            client.send(Self.get("/", port))
            let answer = client.receive()
            let nonce = try #require(answer.firstMatch(of: /script-src 'nonce-([0-9a-f]{32})'/)?.output.1)
            #expect(answer.contains("<script nonce=\"\(nonce)\">") && answer.contains("<style nonce=\"\(nonce)\">"))
            for word in [
                "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "style=\"", "onclick=\"",
                "src=\"http",
            ] {
                #expect(!answer.contains(word), "\(word)")
            }
            // Every id that the script asks for is in the page.
            for match in answer.matches(of: /\$\("([a-z-]+)"\)/) {
                #expect(answer.contains("id=\"\(match.output.1)\""), "\(match.output.1)")
            }
            let other = try LiveClient(port: port)
            other.send(Self.get("/", port))
            #expect(!other.receive().contains(nonce), "a nonce is used once")
        }
    }

    @Test func twoCannotListenInOnePlace() throws {
        try Self.serving { _, port, _ in
            let endpoint = LiveEndpoint(address: IPAddress(v4: 0x7F00_0001), port: port, offer: .metrics)
            #expect { try LiveServer([endpoint], title: "", transport: "") { _ in } } throws: {
                "\($0)".hasPrefix("cannot listen on 127.0.0.1:\(port): ")
            }
        }
    }
}
