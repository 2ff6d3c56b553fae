internal import FlyingSocks
private import FoundationEssentials

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Darwin)
    private import Darwin
#endif

/// Serves the requests of one connection, one after the other, and closes it.
struct FixtureConnection: Sendable {
    let number: Int
    private let socket: AsyncSocket
    private let site: FixtureSite
    private let log: FixtureLog
    private let latency: Duration

    init(number: Int, socket: AsyncSocket, site: FixtureSite, log: FixtureLog, latency: Duration) {
        self.number = number
        self.socket = socket
        self.site = site
        self.log = log
        self.latency = latency
        let descriptor = socket.socket.file.rawValue
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        // Answers that are written in pieces must leave in pieces.
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Ends when the client closes, an answer ends the connection, or the task is cancelled. What goes wrong on a
    /// connection is its client's business, so nothing is thrown.
    func serve() async {
        defer { try? self.socket.close() }
        var buffer: [UInt8] = []
        do {
            while let next = await self.nextRequest(&buffer) {
                let received = FixtureLog.now()
                let request: FixtureRequest
                let script: FixtureScript
                switch next {
                case .success(let read):
                    request = read
                    script = self.site.script(for: read)
                case .failure(let refusal):
                    request = FixtureRequest()
                    script = .closing(refusal.status)
                }
                try await self.skip(request.bodyLength, of: &buffer)
                let mayGoOn = try await self.perform(script, for: request, received: received)
                guard mayGoOn, request.keepsAlive else { return }
            }
        } catch {
            return
        }
    }

    /// Nil when the client has closed. What comes after the request stays in `buffer`.
    private func nextRequest(_ buffer: inout [UInt8]) async -> Result<FixtureRequest, FixtureRequest.Refusal>? {
        var scanned = 0
        while true {
            do throws(FixtureRequest.Refusal) {
                if let request = try FixtureRequest.read(from: &buffer, scanned: &scanned) { return .success(request) }
            } catch {
                return .failure(error)
            }
            guard let more = try? await self.socket.read(atMost: 4_096) else { return nil }
            buffer += more
        }
    }

    private func skip(_ count: Int, of buffer: inout [UInt8]) async throws {
        while buffer.count < count {
            buffer += try await self.socket.read(atMost: 4_096)
        }
        buffer.removeFirst(count)
    }

    /// Writes an answer and its log line: the line comes before the last bytes of the answer, or, when the client leaves
    /// earlier, with the bytes that were written until then. True: the connection may serve another request.
    private func perform(_ script: FixtureScript, for request: FixtureRequest, received: Int64) async throws -> Bool {
        var sent = 0
        var isLogged = false
        func logOnce(_ bytes: Int) {
            guard !isLogged else { return }
            isLogged = true
            self.log.append(
                FixtureLog.Entry(
                    receivedMicroseconds: received, connection: self.number, method: request.method,
                    target: request.target, status: script.status, bytes: bytes, userAgent: request.userAgent,
                    host: request.host, endedMicroseconds: FixtureLog.now()))
        }
        func send(_ bytes: [UInt8], isLast: Bool) async throws {
            if isLast { logOnce(sent + bytes.count) }
            try await self.socket.write(Data(bytes))
            sent += bytes.count
        }
        defer { logOnce(sent) }
        if self.latency > .zero { try await Task.sleep(for: self.latency) }
        let last = script.steps.count - 1
        for (index, step) in script.steps.enumerated() {
            switch step {
            case .send(let bytes):
                try await send(bytes, isLast: index == last)
            case .repeated(let bytes, times: let times, pause: let pause):
                for time in 0..<times {
                    try await send(bytes, isLast: index == last && time == times - 1)
                    if pause > .zero { try await Task.sleep(for: pause) }
                }
            case .pause(let pause):
                try await Task.sleep(for: pause)
            case .file(head: let head, path: let path, size: let size):
                try await FixtureFolder.forEachChunk(of: path, size: size, after: head) { chunk, isLast in
                    try await send(chunk, isLast: isLast && index == last)
                }
            case .awaitClose:
                if index == last { logOnce(sent) }
                while try await !self.socket.read(atMost: 4_096).isEmpty {}
            }
        }
        switch script.end {
        case .keepAlive:
            return true
        case .close:
            return false
        case .reset:
            var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
            setsockopt(
                self.socket.socket.file.rawValue, SOL_SOCKET, SO_LINGER, &linger,
                socklen_t(MemoryLayout<Glibc.linger>.size))
            return false
        }
    }
}
