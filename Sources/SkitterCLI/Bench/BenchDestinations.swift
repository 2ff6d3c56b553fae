internal import FoundationEssentials
internal import Skitter
internal import SkitterBench
internal import SkitterReport

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Where the result of a benchmark goes.
struct BenchDestinations {
    /// What standard output gets.
    let standardOutput: BenchFormat
    let files: [(format: BenchFormat, path: String)]

    /// Throws where a file cannot be written: minutes of measuring are not to be lost over a wrong name.
    func prepare() throws(CommandFailure) {
        for (_, path) in self.files {
            let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else {
                throw CommandFailure(.inputOutput, "\(path) cannot be written: \(String(cString: strerror(errno)))")
            }
            close(descriptor)
        }
    }

    /// Writes `result` to all of them.
    func write(_ result: BenchResult) throws(CommandFailure) {
        // A file is as wide as it needs to be: no name is cut there.
        let columns = Terminal.outputIsTerminal ? Terminal.columns : 240
        let layout = ReportLayout(columns: columns, isColoured: Terminal.wantsColour)
        if self.standardOutput == .table { Terminal.write("\n") }
        Terminal.write(self.standardOutput.text(of: result, layout))
        for (format, path) in self.files {
            do {
                try Data(format.text(of: result, layout).utf8).write(to: URL(filePath: path))
            } catch {
                throw CommandFailure(.inputOutput, "\(path) cannot be written: \(error)")
            }
        }
    }
}
