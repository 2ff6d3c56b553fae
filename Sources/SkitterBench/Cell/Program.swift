package import Subprocess
import SystemPackage

/// The program that has sessions, as it is started in a role: a fresh process for each measurement. It starts itself again
/// for workers.
package struct Program: Sendable {
    package let executable: Executable

    /// The program of the running process, even if its file was replaced meanwhile.
    package static var current: Program {
        #if os(Linux)
            // In the child, too, this link leads to the program it was forked from.
            Program(path: "/proc/self/exe")
        #else
            let name = CommandLine.arguments[0]
            return name.contains("/") ? Program(path: name) : Program(executable: .name(name))
        #endif
    }

    /// The program in the file `path`.
    package init(path: String) {
        self.init(executable: .path(FilePath(path)))
    }

    private init(executable: Executable) {
        self.executable = executable
    }

    /// The arguments that start it in `role`.
    func arguments(for role: BenchRole) -> Arguments {
        Arguments(executablePathOverride: "skitter-fetch-worker", remainingValues: [role.rawValue])
    }

    /// The environment in which it is started. A crash in a child is told as one sentence; Swift's report of it, two
    /// hundred lines long, would only bury that.
    var environment: Environment {
        .inherit.updating(["SWIFT_BACKTRACE": "enable=no"])
    }
}

/// What the program that has sessions does for `bench`: its first argument.
package enum BenchRole: String, Sendable {
    /// Measures one strategy once: ``CellChild``.
    case cell = "bench-cell"
    /// Downloads what a cell of the strategy `processes` tells it: ``WorkerChild``.
    case worker = "bench-worker"
}
