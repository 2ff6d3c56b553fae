import FoundationEssentials
import SkitterCore
import SkitterFetchCurl
import SkitterHTML
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where and with what was measured: figures of another machine are other figures.
package struct BenchMachine: Hashable, Sendable {
    /// The processor's name, empty where the system does not tell.
    package var processor = ""
    /// How many cores may be used.
    package var cores = 1
    /// Name and release of the kernel.
    package var kernel = ""
    /// How many processes ran or waited to run, on average over the minute before the start; nil where the system does not
    /// tell.
    package var load: Double?
    /// How many files and connections a process may have open.
    package var fileLimit = 0
    /// The version of Swift's standard library.
    package var swift = ""
    /// The version of libcurl, which is beneath both transports.
    package var libcurl = ""
    /// The version of libxml2.
    package var libxml2 = ""

    /// Nothing is known.
    package init() {}

    /// ``load`` over ``cores``.
    package var loadPerCore: Double? { self.load.map { $0 / Double(max(1, self.cores)) } }

    /// This machine, as it is now.
    package static var current: BenchMachine {
        var machine = BenchMachine()
        machine.processor = ProcFile.value(of: "model name", in: "/proc/cpuinfo") ?? ""
        machine.cores = ProcessInfo.processInfo.activeProcessorCount
        machine.kernel = ["ostype", "osrelease"].compactMap { Self.line("/proc/sys/kernel/\($0)") }.joined(
            separator: " ")
        machine.load = Self.line("/proc/loadavg").flatMap { $0.split(separator: " ").first }.flatMap { Double($0) }
        machine.fileLimit = Self.openFileLimit
        machine.swift = "\(_SwiftStdlibVersion.current)"
        machine.libcurl = CurlVersion.running
        machine.libxml2 = LibXML2Version.compiled
        return machine
    }

    /// What this machine is, as lines for people.
    package var lines: [String] {
        let load = self.load.map { "load \(NumberText.fixed($0, decimals: 2))" } ?? "load unknown"
        let processor = self.processor.isEmpty ? "unknown processor" : TerminalText.escaped(self.processor)
        return [
            "\(processor), \(self.cores) \(self.cores == 1 ? "core" : "cores"), \(load)",
            "\(TerminalText.escaped(self.kernel)), \(self.fileLimit) open files, Swift \(self.swift), "
                + "libcurl \(self.libcurl), libxml2 \(self.libxml2)",
        ]
    }

    private static func line(_ path: String) -> String? {
        (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: "\n").first.map(String.init)
    }

    private static var openFileLimit: Int {
        var limit = rlimit()
        #if canImport(Glibc)
            let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
            let resource = RLIMIT_NOFILE
        #endif
        return getrlimit(resource, &limit) == 0 ? Int(clamping: limit.rlim_cur) : 0
    }
}
