import FoundationEssentials
import SkitterFetchProcess
import SkitterTesting
import Testing

/// The worker that the build put beside the tests.
enum BuiltWorker {
    static let exists = (try? WorkerProgram.find()) != nil

    /// A fleet of it, for tests.
    static func configuration(workers: Int = 1) throws -> FleetConfiguration {
        FleetConfiguration(program: try WorkerProgram.find(), workers: workers)
    }
}

/// The tests that start workers, one after another: some end every worker there is.
@Suite(
    .serialized, .timeLimit(.minutes(Patience.minutes(5))), .enabled(if: BuiltWorker.exists, "the worker is not built"))
enum WorkerTests {}
