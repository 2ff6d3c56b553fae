internal import FoundationEssentials

/// The program that holds URLSession, so that no other program must.
package struct WorkerProgram: Hashable, Sendable {
    /// The name of its file.
    package static let name = "skitter-fetch-worker"
    /// The environment variable that says where it is, for a program that is not beside it.
    package static let variable = "SKITTER_WORKER"

    /// Where it is.
    package let path: String

    /// The program in the file `path`.
    package init(path: String) {
        self.path = path
    }

    /// The program that ``variable`` names, else the one beside the program that is running; the error names both places.
    package static func find(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(WorkerMissing) -> WorkerProgram {
        if let path = environment[Self.variable], !path.isEmpty {
            guard FileManager.default.isExecutableFile(atPath: path) else {
                throw WorkerMissing("\(Self.variable) names '\(path)', which is no program")
            }
            return WorkerProgram(path: path)
        }
        let beside = Self.folder + "/" + Self.name
        guard FileManager.default.isExecutableFile(atPath: beside) else {
            throw WorkerMissing(
                "the program \(Self.name) is needed to fetch with URLSession; it is not at \(beside), and \(Self.variable) "
                    + "does not say where else")
        }
        return WorkerProgram(path: beside)
    }

    /// The folder of the running program.
    private static var folder: String {
        #if os(Linux)
            let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        #else
            let path = CommandLine.arguments.first ?? ""
        #endif
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

/// There is no worker program to start: one sentence for the person who asked.
package struct WorkerMissing: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
