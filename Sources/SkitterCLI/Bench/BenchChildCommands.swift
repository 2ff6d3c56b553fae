import ArgumentParser
import SkitterBench

/// `skitter bench-cell`: one measurement, started by `skitter bench` in a fresh process.
struct BenchCellCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: BenchRole.cell.rawValue, abstract: "Measure one strategy (started by bench).", shouldDisplay: false
    )

    func run() async throws {
        try await CellChild.main()
    }
}

/// `skitter bench-worker`: a worker of the strategy `processes`, started by a cell.
struct BenchWorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: BenchRole.worker.rawValue, abstract: "Download for a cell (started by bench-cell).",
        shouldDisplay: false)

    func run() async throws {
        try await WorkerChild.main()
    }
}
