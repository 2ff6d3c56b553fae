#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// This process's standard input.
enum StandardInput {
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
    static func exitAtEnd() {
        OSThread.detached {
            while readLine() != nil {}
            _exit(1)
        }
    }
}

/// This process's standard output, unbuffered.
enum StandardOutput {
    /// Writes all of `text`; a short text of one call is never mixed with that of another. When nobody reads any more,
    /// the process ends: there is nothing left to do for it.
    static func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while let base = rest.baseAddress, !rest.isEmpty {
                #if canImport(Glibc)
                let written = Glibc.write(1, base, rest.count)
                #else
                let written = Darwin.write(1, base, rest.count)
                #endif
                if written > 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
                } else if errno != EINTR {
                    _exit(1)
                }
            }
        }
    }
}
