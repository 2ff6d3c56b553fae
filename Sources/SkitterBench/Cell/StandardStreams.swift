#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// This process's standard input.
package enum StandardInput {
    /// The lines that have not been read yet. A thread of its own waits for them, since that wait cannot suspend.
    static func lines() -> AsyncStream<String> {
        let (lines, continuation) = AsyncStream.makeStream(of: String.self)
        OSThread.detached {
            while let line = readLine() { continuation.yield(line) }
            continuation.finish()
        }
        return lines
    }

    /// Ends this process when the input ends: the process at its other end is gone, and nobody wants the results.
    package static func exitAtEnd() {
        OSThread.detached {
            while readLine() != nil {}
            _exit(1)
        }
    }
}

/// This process's standard output, and its standard error, unbuffered.
package enum StandardOutput {
    /// Makes a write to a pipe that nobody reads fail instead of ending this process.
    package static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Writes all of `text` to standard output; a short text of one call is never mixed with that of another. When
    /// nobody reads any more, the process ends with code 0: there is nothing left to do for it.
    package static func write(_ text: String) {
        self.write(text, to: STDOUT_FILENO)
    }

    /// Writes all of `text` to standard error.
    package static func writeError(_ text: String) {
        self.write(text, to: STDERR_FILENO)
    }

    /// Writes all of `bytes` to standard output, as ``write(_:)`` does with a text.
    package static func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { self.write($0, to: STDOUT_FILENO) }
    }

    /// Writes `text` to a pipe, or as much of it as somebody reads.
    static func write(_ text: String, toPipe descriptor: CInt) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            #if canImport(Glibc)
                let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            #else
                let written = rest.withUnsafeBytes { Darwin.write(descriptor, $0.baseAddress, $0.count) }
            #endif
            if written > 0 { rest = rest.dropFirst(written) } else if errno != EINTR { return }
        }
    }

    private static func write(_ text: String, to descriptor: CInt) {
        var text = text
        text.withUTF8 { self.write(UnsafeRawBufferPointer($0), to: descriptor) }
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: CInt) {
        var rest = bytes
        while let base = rest.baseAddress, !rest.isEmpty {
            #if canImport(Glibc)
                let written = Glibc.write(descriptor, base, rest.count)
            #else
                let written = Darwin.write(descriptor, base, rest.count)
            #endif
            if written > 0 {
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
            } else if errno != EINTR {
                // An error stream that is closed is no reason to stop; an output that is full is an I/O error.
                if descriptor == STDERR_FILENO { return }
                _exit(errno == EPIPE ? 0 : 3)
            }
        }
    }
}
