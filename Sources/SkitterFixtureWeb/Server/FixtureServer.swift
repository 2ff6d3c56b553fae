internal import FlyingSocks

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Darwin)
    private import Darwin
#endif

/// A web server on loopback for crawls with known answers, benchmarks and faults.
///
/// One server on FlyingSocks serves everything: its own small request reader is needed for faults, which are wrong in ways
/// that no HTTP library writes, and it also is the fast way: an answer is one write, where FlyingFox's `HTTPServer` writes
/// head and body apart and waits up to 40 ms for the client's delayed acknowledgement in between.
///
/// ```swift
/// let server = try FixtureServer(.web(FixtureWeb(pageCount: 2_000)))
/// print(server.origin)                // it listens; connections wait until run()
/// try await server.run()              // ends by cancellation
/// ```
package final class FixtureServer: Sendable {
    package let options: Options
    /// The port that is listened on, chosen by the system when ``Options/port`` is 0.
    package let port: UInt16
    package let log: FixtureLog
    let site: FixtureSite
    private let listener: Socket

    /// Listens from the moment it returns, so no one has to wait for it: the system queues connections until ``run()``
    /// accepts them.
    package init(_ content: Content, options: Options = Options()) throws {
        self.options = options
        self.log = try FixtureLog(path: options.logFile, keepsEntries: options.keepsLogEntries)
        self.listener = try LoopbackAddress(options.host).listen(port: options.port)
        do {
            self.port = try self.listener.boundPort
            self.site = try FixtureSite(content, origin: "http://\(LoopbackAddress(options.host).urlHost):\(self.port)")
        } catch {
            try? self.listener.close()
            throw error
        }
    }

    deinit {
        try? self.listener.close()
    }

    /// "http://127.0.0.1:8080", without a slash.
    package var origin: String { self.site.origin }

    /// Serves until it is cancelled; all connections are closed when it has ended. To be called once.
    package func run() async throws {
        let pool = SocketPool<ePoll>.ePoll(maxEvents: 256)
        try await pool.prepare()
        let listener = try AsyncSocket(socket: self.listener, pool: pool)
        // Who comes after the end is refused by the system and does not wait in vain.
        defer { shutdown(self.listener.file.rawValue, Int32(SHUT_RDWR)) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            group.addTask { try await self.acceptConnections(on: listener, pool: pool) }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Runs a server for as long as `body` takes.
    package static func serving<Result: Sendable>(
        _ content: Content, options: Options = Options(), _ body: (FixtureServer) async throws -> Result
    ) async throws -> Result {
        let server = try FixtureServer(content, options: options)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            defer { group.cancelAll() }
            return try await body(server)
        }
    }

    private func acceptConnections(on listener: AsyncSocket, pool: SocketPool<ePoll>) async throws {
        let lastDescriptor = Self.descriptorLimit - Self.spareDescriptors
        try await withThrowingDiscardingTaskGroup { group in
            var number = 0
            while !Task.isCancelled {
                do {
                    let socket = try await listener.accept()
                    guard socket.socket.file.rawValue < lastDescriptor else {
                        try socket.close()
                        continue
                    }
                    number += 1
                    let connection = FixtureConnection(
                        number: number, socket: socket, site: self.site, log: self.log, latency: self.options.latency)
                    group.addTask { await connection.serve() }
                } catch SocketError.failed {
                    // Out of descriptors, or the client is gone already: neither may end the server.
                    try await Task.sleep(for: .milliseconds(10))
                }
            }
        }
    }

    /// Descriptors that connections leave free. libdispatch, which runs all tasks, looks at its threads through `/proc` and
    /// ends the process when it gets no descriptor for it: better to turn a client away.
    private static let spareDescriptors = 16

    private static var descriptorLimit: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1_024 }
        return Int(clamping: limit.rlim_cur)
    }
}
