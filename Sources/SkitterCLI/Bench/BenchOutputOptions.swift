internal import ArgumentParser
internal import Skitter
internal import SkitterBench

/// What `skitter bench` tells, and where.
struct BenchOutputOptions: ParsableArguments {
    @Option(help: "What standard output gets: table, json, csv, markdown, svg or html.")
    var format = BenchFormat.table

    @Option(
        help: ArgumentHelp("Write JSON to a file; - is standard output, here and below.", valueName: "FILE"),
        completion: .file())
    var json: String?

    @Option(help: ArgumentHelp("Write CSV to a file.", valueName: "FILE"), completion: .file())
    var csv: String?

    @Option(help: ArgumentHelp("Write tables in Markdown to a file.", valueName: "FILE"), completion: .file())
    var markdown: String?

    @Option(help: ArgumentHelp("Write a figure to a file.", valueName: "FILE"), completion: .file())
    var svg: String?

    @Option(
        help: ArgumentHelp("Write a page with figure and tables to a file.", valueName: "FILE"), completion: .file())
    var html: String?

    @Option(
        help: ArgumentHelp("Compare with an earlier run, of which this file holds the JSON.", valueName: "FILE"),
        completion: .file())
    var baseline: String?

    @Option(
        help: ArgumentHelp(
            "Exit with 10 where this holds, such as 'async.p50 > 1.05*baseline'; may be given several times.",
            valueName: "EXPR"))
    var failIf: [String] = []

    @Flag(name: [.short, .long], help: "Print a line for each download.")
    var verbose = false

    /// The conditions under which the benchmark has failed, and what they are measured by.
    func gate() throws -> BenchGate {
        do throws(BenchError) {
            var thresholds: [Threshold] = []
            for text in self.failIf { thresholds.append(try Threshold(text)) }
            return BenchGate(thresholds: thresholds, baseline: try self.readBaseline())
        } catch {
            throw CommandFailure(.usage, error.message)
        }
    }

    private func readBaseline() throws(BenchError) -> BenchBaseline? {
        guard let file = self.baseline else { return nil }
        let bytes: [UInt8]
        do throws(CommandFailure) { bytes = try InputFile.read(file) } catch {
            throw BenchError(error.message ?? "\(file) cannot be read")
        }
        return try BenchBaseline(json: bytes, file: file)
    }

    /// Where the result goes; a failure where it cannot.
    func destinations() throws(CommandFailure) -> BenchDestinations {
        let wanted: [(BenchFormat, String?)] = [
            (.json, self.json), (.csv, self.csv), (.markdown, self.markdown), (.svg, self.svg), (.html, self.html),
        ]
        var outputs: [BenchFormat] = self.format == .table ? [] : [self.format]
        var files: [(format: BenchFormat, path: String)] = []
        for case (let format, let path?) in wanted {
            if path != "-" {
                files.append((format, path))
            } else if !outputs.contains(format) {
                outputs.append(format)
            }
        }
        guard outputs.count <= 1 else {
            let names = outputs.map(\.rawValue).joined(separator: " and ")
            throw CommandFailure(.usage, "standard output takes one format, not \(names); name a file for the others")
        }
        let destinations = BenchDestinations(standardOutput: outputs.first ?? .table, files: files)
        try destinations.prepare()
        return destinations
    }
}
