import ContractServers
import Foundation
import SkitterCore
import SkitterFetchCurl
import SkitterLock
import SkitterTesting
import Testing

/// Which connections are made, and what becomes of them.
@Suite(.serialized, .timeLimit(.minutes(Patience.minutes(1)))) struct CurlConnectionTests {
    private static let here = IPAddress(v4: 0x7F00_0001)
    private static let elsewhere = IPAddress(v4: 0x7F00_0002)

    @Test func anAddressThatIsNotPermittedIsRefusedByName() async throws {
        let server = try ScriptedServer([:])
        defer { server.stop() }
        var configuration = CurlSessionConfiguration()
        configuration.permits = { address, _ in address != Self.here }
        let session = CurlHTTPSession(configuration)
        defer { session.loop.end() }
        let error = await #expect(throws: FetchError.self) {
            try await session.fetch(FetchRequest(url: try CrawlURL(server.origin + "/")))
        }
        #expect(error?.code == .refused && error?.message.contains("127.0.0.1") == true)
        #expect(server.connections == 0)
    }

    @Test func aNameThatLeadsElsewhereThanItWasJudgedIsRefusedAtConnecting() async throws {
        let server = try ScriptedServer([:])
        defer { server.stop() }
        // A literal is its own address: libcurl connects to it, whatever it was told.
        let session = CurlHTTPSession()
        defer { session.loop.end() }
        var request = FetchRequest(url: try CrawlURL(server.origin + "/"))
        request.addresses = [Self.elsewhere]
        let error = await #expect(throws: FetchError.self) { try await session.fetch(request) }
        #expect(error?.code == .refused && error?.message.contains("127.0.0.1") == true)
        #expect(server.connections == 0)
        request.addresses = [Self.here]
        #expect(try await session.fetch(request).status == 200)
        // The connection is open and would do, but for who asks now.
        request.addresses = [Self.elsewhere]
        await #expect(throws: FetchError.self) { try await session.fetch(request) }
        #expect(server.requestHeads.count == 1)
    }

    @Test func aNameThatNobodyJudgedIsJudgedWhereItLeads() async throws {
        let server = try ScriptedServer([:])
        defer { server.stop() }
        var configuration = CurlSessionConfiguration()
        configuration.permits = { AddressGuard().verdict(on: $0, port: $1) == .permitted }
        let session = CurlHTTPSession(configuration)
        defer { session.loop.end() }
        let request = FetchRequest(url: try CrawlURL("http://localhost:\(server.port)/"))
        let error = await #expect(throws: FetchError.self) { try await session.fetch(request) }
        #expect(error?.code == .refused)
        #expect(server.connections == 0)
    }

    @Test func anotherAddressOfTheHostMayDo() async throws {
        let server = try ScriptedServer([:])
        defer { server.stop() }
        let session = CurlHTTPSession()
        defer { session.loop.end() }
        var request = FetchRequest(url: try CrawlURL("http://two.invalid:\(server.port)/"))
        request.addresses = [Self.elsewhere, Self.here]
        #expect(try await session.fetch(request).remoteAddress == Self.here)
    }

    @Test func whatIsPermittedIsAskedForOpenConnectionsToo() async throws {
        let server = try ScriptedServer([:])
        defer { server.stop() }
        let isOpen = Flag()
        var configuration = CurlSessionConfiguration()
        configuration.permits = { _, _ in isOpen.value }
        let session = CurlHTTPSession(configuration)
        defer { session.loop.end() }
        let request = FetchRequest(url: try CrawlURL(server.origin + "/"))
        #expect(try await session.fetch(request).status == 200)
        isOpen.value = false
        let error = await #expect(throws: FetchError.self) { try await session.fetch(request) }
        #expect(error?.code == .refused)
        #expect(server.requestHeads.count == 1)
    }

    @Test func aHostThatNeverAcceptsIsLeftInTime() async throws {
        // A listener whose queue is full: the system answers no further attempt to connect.
        let deaf = try DeafListener()
        defer { deaf.stop() }
        var configuration = CurlSessionConfiguration()
        configuration.connectTimeout = .milliseconds(300)
        let session = CurlHTTPSession(configuration)
        defer { session.loop.end() }
        let request = FetchRequest(url: try CrawlURL("http://127.0.0.1:\(deaf.port)/"))
        let start = ContinuousClock.now
        let error = await #expect(throws: FetchError.self) { try await session.fetch(request) }
        #expect(error?.code == .connect)
        #expect(ContinuousClock.now - start < Patience.seconds(10))
    }

    @Test func hostsThatNeverAcceptHoldUpNobodyElse() async throws {
        let deaf = try DeafListener()
        defer { deaf.stop() }
        let server = try ScriptedServer([:])
        defer { server.stop() }
        var configuration = CurlSessionConfiguration()
        configuration.connectTimeout = Patience.seconds(120)
        let session = CurlHTTPSession(configuration)
        defer { session.loop.end() }
        let lost = FetchRequest(url: try CrawlURL("http://127.0.0.1:\(deaf.port)/"), timeout: Patience.seconds(120))
        let found = FetchRequest(url: try CrawlURL(server.origin + "/"))
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<100 { group.addTask { _ = try? await session.fetch(lost) } }
            for _ in 0..<20 {
                let status = try await session.fetch(found).status
                #expect(status == 200)
            }
            group.cancelAll()
        }
        #expect(ContinuousClock.now - start < Patience.seconds(30))
    }

    @Test func whereAllConnectionsAreOpenANewOneIsClosedBehindItsRequest() async throws {
        let server = try ScriptedServer([:])
        defer { server.stop() }
        var configuration = CurlSessionConfiguration()
        configuration.maxConnections = 1
        let session = CurlHTTPSession(configuration)
        defer { session.loop.end() }
        for host in ["one", "two", "one", "two", "one"] {
            var request = FetchRequest(url: try CrawlURL("http://\(host).invalid:\(server.port)/"))
            request.addresses = [Self.here]
            #expect(try await session.fetch(request).status == 200)
        }
        // The first host keeps its connection; the second has one for each request.
        #expect(server.connections == 3)
    }

    @Test func aSessionThatEndsLeavesNoDescriptor() async throws {
        let server = try ScriptedServer([:])
        defer { server.stop() }
        let url = try CrawlURL(server.origin + "/")
        var counts: [Int] = []
        for _ in 0..<6 {
            let session = CurlHTTPSession()
            _ = try await session.fetch(FetchRequest(url: url))
            session.loop.end()
            // The thread closes them; the next session's first fetch comes after that or not at all.
            counts.append(try Self.descriptorsToPort(server.port, atMost: 0))
        }
        #expect(counts == [0, 0, 0, 0, 0, 0])
    }

    @Test func whatIsAskedOfASessionThatEndedIsCancelled() async throws {
        let server = try ScriptedServer([:])
        defer { server.stop() }
        let session = CurlHTTPSession()
        let request = FetchRequest(url: try CrawlURL(server.origin + "/"))
        _ = try await session.fetch(request)
        session.loop.end()
        for executor in [session.loop.loop, nil] as [(any TaskExecutor)?] {
            await withTaskExecutorPreference(executor) {
                for _ in 0..<3 {
                    let error = await #expect(throws: FetchError.self) { try await session.fetch(request) }
                    #expect(error?.code == .cancelled)
                }
                await #expect(throws: CancellationError.self) {
                    try await LoopClock(session.loop).sleep(until: .now + .seconds(60), tolerance: nil)
                }
            }
        }
    }

    @Test func aSessionThatEndsCancelsWhatIsUnderWay() async throws {
        let server = try ScriptedServer([
            "/": ScriptedServer.Answer("HTTP/1.1 200 OK\nContent-Length: 9\n\n", end: .silence)
        ])
        defer { server.stop() }
        let session = CurlHTTPSession()
        let request = FetchRequest(url: try CrawlURL(server.origin + "/"))
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<600 {
                // More than one turn's worth of tasks, half of which run on the loop that ends.
                group.addTask(executorPreference: number % 2 == 0 ? session.loop.loop : nil) {
                    do throws(FetchError) {
                        _ = try await session.fetch(request)
                        return false
                    } catch {
                        return error.code == .cancelled
                    }
                }
            }
            group.addTask(executorPreference: session.loop.loop) {
                do {
                    try await LoopClock(session.loop).sleep(until: .now + .seconds(60), tolerance: nil)
                    return false
                } catch {
                    return true
                }
            }
            session.loop.end()
            for await wasCancelled in group { #expect(wasCancelled) }
        }
    }

    /// Connections of this process to `port` that are open, once they are at most `limit`, or after ten seconds.
    private static func descriptorsToPort(_ port: UInt16, atMost limit: Int) throws -> Int {
        let end = ContinuousClock.now + Patience.seconds(10)
        let suffix = ":" + String(port, radix: 16, uppercase: true)
        while true {
            let table = try String(contentsOfFile: "/proc/self/net/tcp", encoding: .utf8)
            let open = table.split(separator: "\n").filter { line in
                let words = line.split(separator: " ")
                // 01: established.
                return words.count > 3 && words[2].hasSuffix(suffix) && words[3] == "01"
            }
            if open.count <= limit || ContinuousClock.now > end { return open.count }
        }
    }
}

/// A truth that changes.
private final class Flag: Sendable {
    private let storage = Locked(true)

    var value: Bool {
        get { self.storage.withLock { $0 } }
        set { self.storage.withLock { $0 = newValue } }
    }
}

/// Listens, accepts nobody, and has no room for more to wait.
private final class DeafListener: Sendable {
    let port: UInt16
    private let descriptors: [Int32]

    init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        var descriptors = [listener]
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                guard bind(listener, pointer, length) == 0, listen(listener, 0) == 0,
                    getsockname(listener, pointer, &length) == 0
                else { return false }
                for _ in 0..<8 {
                    let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
                    connect(client, pointer, length)
                    descriptors.append(client)
                }
                return true
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        self.port = UInt16(bigEndian: address.sin_port)
        self.descriptors = descriptors
    }

    func stop() {
        for descriptor in self.descriptors { close(descriptor) }
    }
}
