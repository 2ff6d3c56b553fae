internal import SkitterBench

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The two streams of the command, as a person sees them: results on stdout, everything else on stderr.
enum Terminal {
    /// Writes `text` to stdout.
    static func write(_ text: String) { StandardOutput.write(text) }

    /// Writes `bytes` to stdout.
    static func write(_ bytes: [UInt8]) { StandardOutput.write(bytes) }

    /// Writes a line to stderr.
    static func say(_ text: String) { StandardOutput.writeError(text + "\n") }

    /// Writes `text` to stderr.
    static func sayText(_ text: String) { StandardOutput.writeError(text) }

    /// Whether stderr is a terminal.
    static var errorsGoToTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether stdout is a terminal.
    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Whether colours are welcome on stdout: a terminal, and NO_COLOR not set to anything (https://no-color.org).
    static var wantsColour: Bool {
        guard self.outputIsTerminal else { return false }
        return getenv("NO_COLOR").map { $0.pointee == 0 } ?? true
    }

    /// Lines of the terminal behind stdout, or 24 where it does not tell.
    static var rows: Int {
        var size = winsize()
        return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row > 0 ? Int(size.ws_row) : 24
    }

    /// Columns of the terminal behind stdout, or 100 where there is none.
    static var columns: Int { self.columns(of: STDOUT_FILENO) ?? 100 }

    /// Columns of the terminal behind stderr, or nil where there is none.
    static var errorColumns: Int? { self.columns(of: STDERR_FILENO) }

    /// The time of day, in microseconds since 1970 (UTC).
    static var wallMicroseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }

    private static func columns(of descriptor: Int32) -> Int? {
        var size = winsize()
        return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
    }
}
