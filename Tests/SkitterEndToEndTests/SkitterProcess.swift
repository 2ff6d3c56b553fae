import Foundation
import Testing

/// The real binary, as a user starts it.
final class SkitterProcess: Sendable {
    /// How a run ended, and what it said.
    struct Outcome: Sendable {
        let code: Int32
        let output: String
        let errors: String
    }

    /// A folder of its own for each test, removed at the end.
    let folder: String

    init() throws {
        self.folder = FileManager.default.temporaryDirectory.path + "/skitter-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: self.folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: self.folder)
    }

    /// The path of `name` in the test's folder.
    func path(_ name: String) -> String { self.folder + "/" + name }

    /// Writes a file into the test's folder and returns its path.
    func file(_ name: String, _ text: String) throws -> String {
        try text.write(toFile: self.path(name), atomically: true, encoding: .utf8)
        return self.path(name)
    }

    /// Runs `skitter` with `arguments` to its end. `whileRunning` gets the number of the process.
    func run(_ arguments: [String], whileRunning: (@Sendable (pid_t) async -> Void)? = nil) async throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try SkitterProcess.program())
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: self.folder)
        let name = UUID().uuidString
        let (output, errors) = (self.path(name + ".out"), self.path(name + ".err"))
        for path in [output, errors] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        process.standardInput = FileHandle.nullDevice
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in end.finish() }
        try process.run()
        if let whileRunning { await whileRunning(process.processIdentifier) }
        for await _ in ends {}
        return Outcome(
            code: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: try String(contentsOfFile: output, encoding: .utf8),
            errors: try String(contentsOfFile: errors, encoding: .utf8))
    }

    /// The program that the build put beside the tests.
    private static func program() throws -> String {
        let bundle = try #require(
            ProcessInfo.processInfo.arguments.first { $0.hasSuffix(".xctest") } ?? Self.executable())
        let path = URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("skitter").path
        try #require(FileManager.default.isExecutableFile(atPath: path), "no skitter beside the tests at \(path)")
        return path
    }

    private static func executable() -> String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    }
}
