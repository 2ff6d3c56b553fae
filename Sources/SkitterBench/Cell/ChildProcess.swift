#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// One child process from its start to its end, with pipes to its standard input and output, and with what wait4(2) says that
/// it cost: itself and the children that it waited for, and nothing else, whatever other children this process has.
///
/// All methods hold their thread: they are for an ``OSThread``. A child's input ends with this process, however that ends.
struct ChildProcess {
    private let process: pid_t
    /// The other ends of its standard input, until that was ended, and output.
    private var input: CInt?
    private let output: CInt

    /// Starts `program` in `role`.
    init(_ program: Program, as role: BenchRole) throws(ChildFailure) {
        let input = try ChildPipe()
        let output: ChildPipe
        do throws(ChildFailure) { output = try ChildPipe() } catch {
            input.close()
            throw error
        }
        var process: pid_t = 0
        let code = Self.spawn(&process, program, role, input: input.reading, output: output.writing)
        close(input.reading)
        close(output.writing)
        guard code == 0 else {
            close(input.writing)
            close(output.reading)
            throw ChildFailure(code: code)
        }
        self.process = process
        self.input = input.writing
        self.output = output.reading
    }

    /// Gives the process `text`, or nothing where it does not read any more: that it is dead shows by its end.
    func write(_ text: String) {
        guard let input = self.input else { return }
        StandardOutput.write(text, toPipe: input)
    }

    /// Lets the process see the end of its input.
    mutating func endInput() {
        if let input = self.input { close(input) }
        self.input = nil
    }

    /// The next piece of its output, appended to `lines`, which tell what they end; false at its end.
    func read(_ lines: inout LineSplitter, _ buffer: inout [UInt8], tell: (String) -> Void) -> Bool {
        while true {
            #if canImport(Glibc)
                let count = buffer.withUnsafeMutableBytes { Glibc.read(self.output, $0.baseAddress, $0.count) }
            #else
                let count = buffer.withUnsafeMutableBytes { Darwin.read(self.output, $0.baseAddress, $0.count) }
            #endif
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                if let last = lines.rest { tell(last) }
                return false
            }
            lines.take(buffer[..<count], tell: tell)
            return true
        }
    }

    /// Waits until the process has ended; to be called once, as the last.
    mutating func end() -> (ending: ChildEnding, usage: ProcessUsage) {
        var status: CInt = 0
        var usage = rusage()
        while wait4(self.process, &status, 0, &usage) < 0, errno == EINTR {}
        self.endInput()
        close(self.output)
        return (ChildEnding(status: status), ProcessUsage(usage))
    }

    /// As much of a process's output as is read at a time.
    static let pieceBytes = 1 << 16

    private static func spawn(
        _ process: inout pid_t, _ program: Program, _ role: BenchRole, input: CInt, output: CInt
    ) -> CInt {
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
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
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
        return Self.withCStrings([Program.name, role.rawValue]) { arguments in
            Self.withCStrings(program.environmentLines) { environment in
                posix_spawnp(&process, program.path, &actions, &attributes, arguments, environment)
            }
        }
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
}
