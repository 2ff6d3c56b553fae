import FoundationEssentials
package import Subprocess
import SystemPackage

/// The program that has sessions, as it is started in a role: a fresh process for each measurement. It starts itself again
/// for workers.
package struct Program: Sendable {
    /// Its file; without a slash, its name.
    let path: String

    /// What it is called to itself.
    static let name = "skitter-fetch-worker"

    /// The program of the running process, even if its file was replaced meanwhile.
    package static var current: Program {
        #if os(Linux)
            // In the child, too, this link leads to the program it was forked from.
            Program(path: "/proc/self/exe")
        #else
            Program(path: CommandLine.arguments[0])
        #endif
    }

    /// The program in the file `path`.
    package init(path: String) {
        self.path = path
    }

    package var executable: Executable {
        self.path.contains("/") ? .path(FilePath(self.path)) : .name(self.path)
    }

    /// A crash in a child is told as one sentence; Swift's report of it, two hundred lines long, would only bury that.
    private static let backtraces = "enable=no"

    /// The environment in which it is started.
    var environment: Environment {
        .inherit.updating(["SWIFT_BACKTRACE": Self.backtraces])
    }

    /// The same, as a system call takes it.
    var environmentLines: [String] {
        var variables = ProcessInfo.processInfo.environment
        variables["SWIFT_BACKTRACE"] = Self.backtraces
        return variables.map { "\($0.key)=\($0.value)" }
    }
}

/// What the program that has sessions does for `bench`: its first argument.
package enum BenchRole: String, Sendable {
    /// Measures one strategy once: ``CellChild``.
    case cell = "bench-cell"
    /// Downloads what a cell of the strategy `processes` tells it: ``WorkerChild``.
    case worker = "bench-worker"
}
