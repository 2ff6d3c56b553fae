internal import SkitterCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Reads questions from standard input and answers each as it comes; waits for input on the thread that calls.
struct CheckInput {
    let output: CheckOutput
    let lanes: CheckFetchLanes
    private static let pieceBytes = 1 << 20

    /// Answers until the input ends.
    func run() {
        var lines = CheckLines()
        var session = Session(input: self)
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceBytes, alignment: 16)
        defer { piece.deallocate() }
        while true {
            let count = read(STDIN_FILENO, piece.baseAddress, piece.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            lines.add(UnsafeRawBufferPointer(rebasing: piece[..<count])) { session.answer($0, $1) }
            // Whoever asks one question at a time waits for its answer.
            session.flush()
        }
        lines.finish { session.answer($0, $1) }
        session.flush()
    }

    /// The answers that are not yet written.
    private struct Session {
        let input: CheckInput
        private var checker = Checker()
        private var writer = JSONWriter()
        private var answers: [UInt8] = []
        private static let fullBytes = 1 << 16

        init(input: CheckInput) {
            self.input = input
        }

        mutating func answer(_ bytes: [UInt8], _ range: Range<Int>) {
            guard bytes[range].contains(where: { $0 > 0x20 }) else { return }
            self.writer.removeAll()
            switch self.checker.asked(bytes, in: range, &self.writer) {
            case .answer:
                CheckOutput.append(self.writer.bytes, to: &self.answers)
                if self.answers.count >= Self.fullBytes { self.flush() }
            case .fetch(let question):
                self.flush()
                self.input.lanes.ask(question)
            }
        }

        mutating func flush() {
            self.input.output.write(self.answers)
            self.answers.removeAll(keepingCapacity: true)
        }
    }
}
