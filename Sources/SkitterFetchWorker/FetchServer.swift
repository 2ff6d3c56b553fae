internal import SkitterCore
internal import SkitterFetchProcess
internal import SkitterFetchURLSession
internal import SkitterLock

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Reads orders from standard input, carries them out, and ends the process with its input.
final class FetchServer: Sendable {
    private let session: URLSessionHTTPSession
    private let answers = AnswerWriter()
    /// What has been asked for and has not ended.
    private let running = Locked<[UInt64: PreparedFetch]>([:])

    private init(connectionsPerHost: Int) {
        self.session = URLSessionHTTPSession(connectionsPerHost: connectionsPerHost)
    }

    /// Serves the parent until it is gone, on the calling thread. Signals that end programs are the parent's affair: it may
    /// want the answers of what is in flight, and its end is this process's end.
    static func serve() -> Never {
        for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { signal(number, SIG_IGN) }
        var frames = FrameReader()
        var server: FetchServer?
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
        while true {
            let count = read(STDIN_FILENO, piece.baseAddress, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { _exit(0) }
            frames.append(UnsafeRawBufferPointer(rebasing: piece[..<count]))
            do {
                while try frames.next({ (kind, fields) throws(WireError) in
                    try Self.received(try WorkerOrder(kind: kind, fields: fields), &server)
                }) {}
            } catch {
                Self.end("the order is no order: \(error)", code: 2)
            }
        }
    }

    /// Says why the process ends, and ends it.
    static func end(_ why: String, code: Int32) -> Never {
        let line = Array((why + "\n").utf8)
        _ = write(STDERR_FILENO, line, line.count)
        _exit(code)
    }

    private static func received(_ order: WorkerOrder, _ server: inout FetchServer?) throws(WireError) {
        switch order {
        case .hello(let version, let connectionsPerHost):
            guard server == nil else { throw WireError("a second hello") }
            let new = FetchServer(connectionsPerHost: connectionsPerHost)
            server = new
            new.answers.add(.hello(version: Wire.version))
            guard version == Wire.version else { throw WireError("version \(version)") }
            StallWatch(session: new.session) { new.running.withLock { !$0.isEmpty } }.start()
        case .request(let id, let request):
            guard let server else { throw WireError("a request before the hello") }
            server.fetch(request, id)
        case .cancel(let id):
            server?.running.withLock { $0[id] }?.cancel()
        }
    }

    private func fetch(_ request: FetchRequest, _ id: UInt64) {
        do throws(FetchError) {
            let fetch = try self.session.prepare(request)
            self.running.withLock { $0[id] = fetch }
            fetch.start { result in
                self.running.withLock { $0[id] = nil }
                self.answers.add(.fetched(id, result))
            }
        } catch {
            self.answers.add(.fetched(id, .failure(error)))
        }
    }
}
