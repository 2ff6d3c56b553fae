internal import ArgumentParser
internal import SkitterBench

/// `skitter check`: answers questions about the code of a crawl, for conformance suites. JSON lines in, JSON lines out, in
/// any order, matched by `id`.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Answer questions of conformance suites: JSON lines in, JSON lines out.",
        shouldDisplay: false)

    func run() async throws {
        let output = CheckOutput()
        let lanes = CheckFetchLanes(output: output)
        await withDiscardingTaskGroup { group in
            group.addTask { await lanes.run() }
            // The reading thread waits for input, which a thread of a task must not.
            await OSThread.run {
                CheckInput(output: output, lanes: lanes).run()
                lanes.finish()
            }
        }
    }
}
