import Subprocess

extension SubprocessOutputSequence {
    /// The lines of a child's output, ended by line feeds only, of any length: the child is this same program.
    var lines: StringSequence<UTF8> {
        self.strings(separatedBy: .unicodeScalarSequence(["\n"]), bufferingPolicy: .unbounded)
    }
}
