internal import ArgumentParser
internal import Skitter
internal import SkitterBench

/// What `skitter bench` tells, and where.
struct BenchOutputOptions: ParsableArguments {
    @Option(help: "What standard output gets: table, json, csv, markdown, svg or html.")
    var format = BenchFormat.table

    @Option(help: ArgumentHelp("Write JSON to a file; - is standard output, here and below.", valueName: "FILE"))
    var json: String?

    @Option(help: ArgumentHelp("Write CSV to a file.", valueName: "FILE"))
    var csv: String?

    @Option(help: ArgumentHelp("Write tables in Markdown to a file.", valueName: "FILE"))
    var markdown: String?

    @Option(help: ArgumentHelp("Write a figure to a file.", valueName: "FILE"))
    var svg: String?

    @Option(help: ArgumentHelp("Write a page with figure and tables to a file.", valueName: "FILE"))
    var html: String?

    @Flag(name: [.short, .long], help: "Print a line for each download.")
    var verbose = false

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
