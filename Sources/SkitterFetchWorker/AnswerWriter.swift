internal import Dispatch
internal import SkitterBench
internal import SkitterCore
internal import SkitterFetchProcess
internal import SkitterLock

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Writes answers to standard output, on a thread of its own: a parent that is busy shall not hold up URLSession's queue.
///
/// What ends while a write is under way goes out with the next, in one piece. It holds no more than what is in flight,
/// since each request has one answer and the parent limits the requests.
final class AnswerWriter: Sendable {
    /// What is to be said.
    enum Answer: Sendable {
        case hello(version: UInt16)
        case fetched(UInt64, Result<FetchResponse, FetchError>)
    }

    private let answers = Locked<[Answer]>([])
    /// Signalled for the first answer since the thread took those there were.
    private let isSomeThere = DispatchSemaphore(value: 0)

    init() {
        OSThread.detached { self.run() }
    }

    /// Says `answer` soon; returns at once.
    func add(_ answer: Answer) {
        let isFirst = self.answers.withLock { answers in
            answers.append(answer)
            return answers.count == 1
        }
        if isFirst { self.isSomeThere.signal() }
    }

    private func run() {
        var writer = ByteWriter()
        while true {
            self.isSomeThere.wait()
            let answers = self.answers.withLock { answers in
                defer { answers = [] }
                return answers
            }
            for answer in answers {
                switch answer {
                case .hello(let version): WorkerAnswer.hello(version: version).write(to: &writer)
                case .fetched(let id, .success(let response)): self.say(response, id, &writer)
                case .fetched(let id, .failure(let error)): WorkerAnswer.failure(id, error).write(to: &writer)
                }
                if writer.bytes.count >= Wire.longestPiece { self.flush(&writer) }
            }
            self.flush(&writer)
        }
    }

    private func say(_ response: FetchResponse, _ id: UInt64, _ writer: inout ByteWriter) {
        let headBytes = response.fields.fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 8 }
        guard headBytes <= Wire.longestHead else {
            let error = FetchError(.badResponse, "\(headBytes) bytes of header fields")
            return WorkerAnswer.failure(id, error).write(to: &writer)
        }
        var head = response
        head.body = []
        WorkerAnswer.head(id, head, bodyBytes: UInt64(response.body.count)).write(to: &writer)
        var rest = response.body[...]
        while !rest.isEmpty {
            WorkerAnswer.body(id, rest.prefix(Wire.longestPiece)).write(to: &writer)
            rest = rest.dropFirst(Wire.longestPiece)
            if writer.bytes.count >= Wire.longestPiece { self.flush(&writer) }
        }
    }

    private func flush(_ writer: inout ByteWriter) {
        let bytes = writer.take()
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            // Nobody reads: the parent is gone.
            guard count > 0 else { _exit(0) }
            written += count
        }
    }
}
