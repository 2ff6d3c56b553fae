#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The two ends of a pipe, which no child inherits unless told to.
struct ChildPipe {
    let reading: CInt
    let writing: CInt

    init() throws(ChildFailure) {
        var ends: [CInt] = [0, 0]
        guard pipe(&ends) == 0 else { throw ChildFailure(code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (self.reading, self.writing) = (ends[0], ends[1])
    }

    func close() {
        #if canImport(Glibc)
            _ = (Glibc.close(self.reading), Glibc.close(self.writing))
        #else
            _ = (Darwin.close(self.reading), Darwin.close(self.writing))
        #endif
    }
}

/// Why a child process could not be started, in the system's words.
struct ChildFailure: Error, CustomStringConvertible {
    /// The number of the error (errno(3)).
    let code: CInt

    var description: String { String(cString: strerror(self.code)) }
}
