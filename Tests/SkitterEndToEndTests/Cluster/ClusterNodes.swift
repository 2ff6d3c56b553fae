#if Cluster
import Foundation
import SkitterLock

/// Three nodes of PostgreSQL, two of them copies, as `dev/cluster.sh` starts them. They, and whatever crawler was put into their care,
/// end with the process of the tests, however that ends: a shell that watches over them waits for the end of its input.
final class ClusterNodes: Sendable {
    private struct Failure: Error {
        let message: String
    }

    /// Where Debian puts the programs of a server.
    static let areInstalled: Bool = {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        return versions.contains {
            FileManager.default.isExecutableFile(atPath: "/usr/lib/postgresql/\($0)/bin/postgres")
        }
    }()

    /// The ports of the nodes.
    let ports: [UInt16]
    private let folder: String
    private let shell: Process
    private let input: FileHandle
    private let output: FileHandle
    /// One command after the other.
    private let turn = Locked(())

    /// Starts them.
    static func started() async throws -> ClusterNodes {
        let nodes = try ClusterNodes()
        try await nodes.answer(to: nil)
        return nodes
    }

    private init() throws {
        self.folder = "/tmp/skitter-cluster-\(UUID().uuidString)"
        let first = try ClusterNodes.freePorts()
        self.ports = (1...3).map { first + $0 }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", Self.script, "sh", root.appendingPathComponent("dev/cluster.sh").path]
        process.environment = ProcessInfo.processInfo.environment.merging([
            "SKITTER_CLUSTER": self.folder, "SKITTER_CLUSTER_PORT": "\(first)",
        ]) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: "/")
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.standardError
        self.shell = process
        self.input = input.fileHandleForWriting
        self.output = output.fileHandleForReading
        try process.run()
    }

    /// The shell stops and removes them; nobody waits for that.
    deinit {
        try? self.input.close()
    }

    /// Where crawlers find them; with other ports, where proxies stand in for them.
    func address(ports: [UInt16]? = nil, user: String = "postgres") -> String {
        let hosts = (ports ?? self.ports).map { "127.0.0.1:\($0)" }.joined(separator: ",")
        return "postgresql://\(user)@\(hosts)/postgres?target_session_attrs=read-write"
    }

    /// Kills the node that takes writes, as a lost machine would be.
    func killPrimary() async throws { try await self.answer(to: "kill 1") }

    /// The copy that knows most takes writes from now on.
    func promote() async throws { try await self.answer(to: "promote") }

    /// A process must not outlast the tests.
    func watch(_ number: pid_t) async throws { try await self.answer(to: "watch \(number)") }

    /// It has ended: its number may be another's.
    func unwatch(_ number: pid_t) async throws { try await self.answer(to: "unwatch \(number)") }

    /// Has a command done; nil for the first, which nobody has to give. In a thread of its own: that waits, and those that run tests are few.
    private func answer(to command: String?) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            Thread.detachNewThread { continuation.resume(with: Result { try self.exchange(command) }) }
        }
    }

    private func exchange(_ command: String?) throws {
        try self.turn.withLock { _ in
            if let command { try self.input.write(contentsOf: Data((command + "\n").utf8)) }
            guard let answer = try self.output.read(upToCount: 5), answer == Data("done\n".utf8) else {
                throw Failure(message: "the nodes did not do it: \(command ?? "up")")
            }
        }
    }

    /// A port such that the three behind it are free.
    private static func freePorts() throws -> UInt16 {
        for _ in 0..<100 {
            let first = UInt16.random(in: 20_000...32_000)
            if (1...3).allSatisfy({ Loopback.isFree(first + $0) }) { return first }
        }
        throw Failure(message: "no free ports")
    }

    private static let script = """
        set -u
        watched=
        finish() {
            for process in $watched; do
                [ "$(cat "/proc/$process/comm" 2>/dev/null)" != skitter ] || kill -KILL "$process"
            done
            "$1" down </dev/null >/dev/null 2>&1
        }
        trap 'finish "$1"' EXIT
        trap 'exit 1' INT TERM HUP
        "$1" up </dev/null >/dev/null || exit 1
        echo done
        while read -r command argument; do
            case "$command" in
            kill) "$1" kill "$argument" </dev/null || exit 1 ;;
            promote) "$1" promote 2 </dev/null 2>/dev/null || "$1" promote 3 </dev/null || exit 1 ;;
            watch) watched="$watched $argument" ;;
            unwatch) watched=$(echo "$watched " | sed "s/ $argument / /") ;;
            esac
            echo done
        done
        """
}
#endif
