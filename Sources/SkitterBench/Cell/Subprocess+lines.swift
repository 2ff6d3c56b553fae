import Subprocess
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension SubprocessOutputSequence {
    /// The lines of a child's output, ended by line feeds only, of any length: the child is this same program.
    var lines: StringSequence<UTF8> {
        self.strings(separatedBy: .unicodeScalarSequence(["\n"]), bufferingPolicy: .unbounded)
    }
}

extension TerminationStatus {
    /// This status as the middle of a sentence.
    var inWords: String {
        switch self {
        case .exited(let code): "ended with exit code \(code)"
        case .signaled(let signal): "was ended by signal \(signal) (\(String(cString: strsignal(signal))))"
        }
    }
}
