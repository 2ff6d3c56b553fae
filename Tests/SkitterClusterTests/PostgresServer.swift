#if Cluster
import Foundation
import SkitterCluster
import SkitterLock
import Synchronization

/// A server of PostgreSQL on loopback. It ends with the process of the tests, however that ends: a shell that started it waits for the
/// end of its input.
final class PostgresServer: Sendable {
    /// Where Debian and others put the programs; none of them is in the search path.
    private static let folders =
        (13...18).reversed().map { "/usr/lib/postgresql/\($0)/bin" } + ["/usr/bin", "/usr/local/bin"]
    private static let programs = folders.first { folder in
        ["initdb", "postgres", "pg_isready"].allSatisfy {
            FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)")
        }
    }

    /// Whether there can be one.
    static let isInstalled = programs != nil

    /// The server that tests share which do it no harm; starts with the first who asks.
    static let shared = Result { try PostgresServer() }

    private static let crawls = Atomic<Int>(0)

    private let port: UInt16
    private let input: FileHandle
    private let output: FileHandle
    private let turn = Locked(())

    private struct Failure: Error {
        let message: String
    }

    /// A server of one's own.
    init() throws {
        guard let programs = Self.programs else { throw Failure(message: "PostgreSQL is not installed") }
        self.port = try Self.freePort()
        let process = Process()
        let script = ["/bin/sh", "-c", Self.script, "sh", programs, "\(self.port)"]
        // PostgreSQL does not run as root.
        let command = geteuid() == 0 ? ["/usr/sbin/runuser", "-u", "postgres", "--"] + script : script
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.currentDirectoryURL = URL(fileURLWithPath: "/")
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.input = input.fileHandleForWriting
        self.output = output.fileHandleForReading
        try self.awaitReady()
    }

    /// Where crawlers find it.
    var address: ServerAddress {
        get throws { try ServerAddress("postgresql://postgres@127.0.0.1:\(self.port)/postgres") }
    }

    /// A name that no other test has.
    static func newCrawl() -> String {
        "t\(self.crawls.wrappingAdd(1, ordering: .relaxed).newValue)"
    }

    /// Every connection is lost, and the server recovers as from a crash. Returns when it takes connections again.
    func crash() throws {
        try self.turn.withLock { _ in
            try self.input.write(contentsOf: Data("crash\n".utf8))
            try self.awaitReady()
        }
    }

    private func awaitReady() throws {
        guard let answer = try self.output.read(upToCount: 6), answer == Data("ready\n".utf8) else {
            throw Failure(message: "the server did not start")
        }
    }

    private static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw Failure(message: "no free port") }
        return UInt16(bigEndian: address.sin_port)
    }

    private static let script = """
        set -eu
        folder=$(mktemp -d /tmp/skitter-postgres.XXXXXX)
        server=
        finish() {
            [ -z "$server" ] || { kill -QUIT "$server"; wait "$server" || true; }
            rm -rf "$folder"
        }
        trap finish EXIT
        "$1/initdb" -D "$folder/data" -A trust -U postgres --no-locale -E UTF8 --no-sync >/dev/null
        start() {
            "$1/postgres" -D "$folder/data" -p "$2" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
                -c fsync=off -c max_connections=300 -c shared_buffers=64MB >"$folder/log" 2>&1 &
            server=$!
            until "$1/pg_isready" -q -h 127.0.0.1 -p "$2" -U postgres -d postgres; do
                kill -0 "$server"
                sleep 0.05
            done
            echo ready
        }
        start "$1" "$2"
        while read -r command; do
            [ "$command" = crash ] || exit 1
            kill -QUIT "$server"
            wait "$server" || true
            start "$1" "$2"
        done
        """
}

extension PostgresServer {
    /// The address of the server that tests share.
    static var address: ServerAddress {
        get throws { try self.shared.get().address }
    }

    /// The tables of a new crawl; returns its name.
    func newTables(shards: Int = 4, hashSeed: UInt64 = 0) async throws -> String {
        let name = Self.newCrawl()
        try await CrawlTables(name, at: try self.address).create(
            CrawlTables.Facts(shards: shards, hashSeed: hashSeed))
        return name
    }
}
#endif
