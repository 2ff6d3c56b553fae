import Foundation
import Testing

/// The real binary, as a user starts it.
final class SkitterProcess: Sendable {
    /// How a run ended, and what it said.
    struct Outcome: Sendable {
        /// The exit code, or the number of the signal that ended the process, negative.
        let code: Int32
        let output: String
        let errors: String
    }

    /// A process that runs.
    struct Running: Sendable {
        let number: pid_t
        private let outputPath: String
        private let errorsPath: String

        fileprivate init(number: pid_t, outputPath: String, errorsPath: String) {
            self.number = number
            self.outputPath = outputPath
            self.errorsPath = errorsPath
        }

        /// Whether it has not ended yet; one that has is waited for at once.
        var isRunning: Bool { kill(self.number, 0) == 0 }

        func signal(_ signal: Int32) {
            kill(self.number, signal)
        }

        /// What stands behind `words` on a line of stderr, once such a line is whole.
        func errorLine(behind words: String) async throws -> String {
            var rest: Substring?
            try await until {
                let text = (try? String(contentsOfFile: self.errorsPath, encoding: .utf8)) ?? ""
                let line = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().first {
                    $0.hasPrefix(words)
                }
                rest = line?.dropFirst(words.count)
                return rest != nil
            }
            return String(try #require(rest))
        }

        /// The first line on stdout, once it is whole.
        func firstLine() async throws -> String {
            var line: Substring?
            try await until {
                let text = (try? String(contentsOfFile: self.outputPath, encoding: .utf8)) ?? ""
                line = text.contains("\n") ? text.prefix { $0 != "\n" } : nil
                return line != nil
            }
            return String(try #require(line))
        }
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

    /// A page of docs/.
    static func documentation(_ name: String) throws -> String {
        try String(contentsOf: self.repository.appendingPathComponent("docs/" + name), encoding: .utf8)
    }

    private static var repository: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    /// The path of `name` in the test's folder.
    func path(_ name: String) -> String { self.folder + "/" + name }

    /// Writes a file into the test's folder, folders on its way too, and returns its path.
    func file(_ name: String, _ text: String) throws -> String {
        let path = self.path(name)
        try FileManager.default.createDirectory(
            at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// Runs the script at `path` in the repository with `arguments` to its end; it finds `skitter` in RECRAWL_SKITTER.
    func runScript(
        _ path: String, _ arguments: [String], with interpreter: String = "/bin/sh", variables: [String: String] = [:]
    ) async throws -> Outcome {
        let skitter = ["RECRAWL_SKITTER": try SkitterProcess.program()]
        return try await self.run(
            [SkitterProcess.repository.appendingPathComponent(path).path] + arguments, program: interpreter,
            variables: variables.merging(skitter) { $1 })
    }

    /// Runs `skitter` with `arguments` to its end, with the worker beside it or `worker`, and `variables` in its
    /// environment; a test that is cancelled kills it.
    /// With `file` its output goes there, in the test's folder, and is not read.
    func run(
        _ arguments: [String], program: String? = nil, worker: String? = nil, variables: [String: String] = [:],
        output file: String? = nil,
        whileRunning: (@Sendable (Running) async throws -> Void)? = nil
    ) async throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try program ?? SkitterProcess.program())
        process.arguments = arguments
        let added = variables.merging(worker.map { ["SKITTER_WORKER": $0] } ?? [:]) { $1 }
        process.environment = ProcessInfo.processInfo.environment.merging(added) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: self.folder)
        let name = UUID().uuidString
        let (output, errors) = (self.path(file ?? name + ".out"), self.path(name + ".err"))
        for path in [output, errors] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
        let files = try [output, errors].map { try #require(FileHandle(forWritingAtPath: $0)) }
        (process.standardOutput, process.standardError) = (files[0], files[1])
        process.standardInput = FileHandle.nullDevice
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in end.finish() }
        // `Process` keeps them open, and where it finds some thousand descriptors it reads beyond its list of them and crashes.
        defer { for file in files { try? file.close() } }
        try process.run()
        let running = Running(number: process.processIdentifier, outputPath: output, errorsPath: errors)
        do {
            try await whileRunning?(running)
            for await _ in ends {}
            try Task.checkCancellation()
        } catch {
            running.signal(SIGKILL)
            process.waitUntilExit()
            throw error
        }
        return Outcome(
            code: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: file == nil ? try String(contentsOfFile: output, encoding: .utf8) : "",
            errors: try String(contentsOfFile: errors, encoding: .utf8))
    }

    /// The program that the build put beside the tests.
    static func program() throws -> String {
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

/// Returns once `condition` holds; throws when the test is cancelled, as its time limit does. It looks once in a millisecond: tests that
/// look all the time take the processor from what they wait for.
func until(_ condition: () -> Bool) async throws {
    while !condition() {
        try Task.checkCancellation()
        try await ContinuousClock().sleep(for: .milliseconds(1))
    }
}
