import Subprocess

extension Program {
    /// Starts this program with `arguments` and lets `body` talk to it: each line that `ask` writes to its standard input
    /// is answered by a line of its standard output, or by nil once it is dead. The process ends with `body`.
    package func converse<Value: Sendable>(
        _ arguments: [String], _ body: (_ ask: (String) async -> [UInt8]?) async -> Value
    ) async throws -> Value {
        let ended = try await Subprocess.run(
            self.executable, arguments: Arguments(executablePathOverride: "skitter", remainingValues: arguments),
            environment: self.environment, input: .inputWriter, output: .sequence, error: .currentStandardError
        ) { child in
            var answers = AnswerLines(child.standardOutput)
            let value = await body { question in
                do {
                    _ = try await child.standardInputWriter.write(question + "\n")
                    return try await answers.next()
                } catch {
                    return nil
                }
            }
            try? await child.standardInputWriter.finish()
            return value
        }
        return ended.closureResult
    }
}

/// The lines of a child's output as bytes. They may hold whole pages, where a sequence of strings, which looks at each
/// character, costs a second per megabyte.
private struct AnswerLines {
    private var output: SubprocessOutputSequence.Iterator
    private var bytes: [UInt8] = []

    init(_ output: SubprocessOutputSequence) {
        self.output = output.makeAsyncIterator()
    }

    /// The next line without its line feed, nil at the end of the output.
    mutating func next() async throws -> [UInt8]? {
        var searched = 0
        while true {
            if let end = self.bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(self.bytes[..<end])
                self.bytes.removeFirst(end + 1)
                return line
            }
            searched = self.bytes.count
            guard let piece = try await self.output.next() else { return nil }
            piece.withUnsafeBytes { self.bytes.append(contentsOf: $0) }
        }
    }
}
