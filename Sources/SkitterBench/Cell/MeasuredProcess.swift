#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// One child process from its start to its end, with what wait4(2) says that it cost: itself and the children that it waited
/// for, and nothing else, whatever other children this process has.
struct MeasuredProcess: Sendable {
    /// What is told of the process, in this order: its lines, then its end.
    enum Event: Sendable {
        /// A line of its standard output, without the line feed.
        case line(String)
        /// It ended, and this is what the kernel charged for it.
        case ended(Ending, ProcessUsage)
        /// It could not be started, and why.
        case failed(String)
    }

    /// How a process ended.
    enum Ending: Hashable, Sendable {
        case exited(Int32)
        case signaled(Int32)

        /// The status that wait4(2) gave, taken apart as wait(2) says.
        fileprivate init(status: Int32) {
            let signal = status & 0x7F
            self = signal == 0 ? .exited(status >> 8 & 0xFF) : .signaled(signal)
        }
    }

    private let process: pid_t
    /// The other ends of its standard input and output.
    private let input: CInt
    private let output: CInt

    /// Starts `program` in `role`, gives it `line` as its first line of input, and tells what becomes of it. Its input ends
    /// with this process, however that ends.
    static func run(_ program: Program, as role: BenchRole, line: String) -> AsyncStream<Event> {
        let (events, teller) = AsyncStream.makeStream(of: Event.self)
        // Reading and waiting hold a thread; none of those on which tasks run.
        OSThread.detached {
            switch Self.start(program, role) {
            case .success(let child): child.live(line) { teller.yield($0) }
            case .failure(let failure): teller.yield(.failed(String(cString: strerror(failure.code))))
            }
            teller.finish()
        }
        return events
    }

    /// A system call that failed.
    private struct Failure: Error {
        let code: CInt
    }

    private static func start(_ program: Program, _ role: BenchRole) -> Result<MeasuredProcess, Failure> {
        guard let input = Pipe(), let output = Pipe() else { return .failure(Failure(code: errno)) }
        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #else
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Those two outlive the exec; all other descriptors of ours are closed by it.
        posix_spawn_file_actions_adddup2(&actions, input.reading, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO)
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // What this process does with signals is no affair of the child's.
        var defaults = sigset_t()
        var none = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
        var process: pid_t = 0
        let words = [Program.name, role.rawValue]
        let code = Self.withCStrings(words) { arguments in
            Self.withCStrings(program.environmentLines) { environment in
                posix_spawnp(&process, program.path, &actions, &attributes, arguments, environment)
            }
        }
        close(input.reading)
        close(output.writing)
        guard code == 0 else {
            close(input.writing)
            close(output.reading)
            return .failure(Failure(code: code))
        }
        return .success(MeasuredProcess(process: process, input: input.writing, output: output.reading))
    }

    /// Gives the process its line, reads all that it says, and waits for its end.
    private func live(_ line: String, tell: (Event) -> Void) {
        // A child that is dead already says so by its end. Its input stays open until then: it ends itself when we are gone.
        StandardOutput.write(line + "\n", toPipe: self.input)
        var lines = LineSplitter()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(self.output, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            lines.take(buffer[..<count]) { tell(.line($0)) }
        }
        if let last = lines.rest { tell(.line(last)) }
        var status: CInt = 0
        var usage = rusage()
        while wait4(self.process, &status, 0, &usage) < 0, errno == EINTR {}
        close(self.input)
        close(self.output)
        tell(.ended(Ending(status: status), ProcessUsage(usage)))
    }

    private static func withCStrings<Result>(
        _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return pointers.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("the null at the end is always there") }
            return body(UnsafePointer(base))
        }
    }

    /// The two ends of a pipe, which no child inherits unless told to.
    private struct Pipe {
        let reading: CInt
        let writing: CInt

        init?() {
            var ends: [CInt] = [0, 0]
            guard pipe(&ends) == 0 else { return nil }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            (self.reading, self.writing) = (ends[0], ends[1])
        }
    }
}

extension MeasuredProcess.Ending {
    /// This ending as the middle of a sentence.
    var inWords: String {
        switch self {
        case .exited(let code): "ended with exit code \(code)"
        case .signaled(let signal): "was ended by signal \(signal) (\(String(cString: strsignal(signal))))"
        }
    }
}
