internal import SkitterCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The turns of the live server's thread: waits for sockets, reads, answers, and passes views on.
struct LiveTurns {
    private struct Client {
        let socket: LiveSocket
        let entrance: Int
        var connection: LiveConnection
    }

    private let entrances: [LiveServer.Entrance]
    private let bell: LiveSocket
    private let steer: @Sendable (CrawlCommand) -> Void
    private var clients: [Client] = []
    /// What is read at a time.
    private var buffer = [UInt8](repeating: 0, count: 16 * 1024)
    private var isEnding = false
    /// Nobody is let in before: the system had no socket left.
    private var acceptsFrom = ContinuousClock.now

    /// More clients are not answered at a time; the system lets them wait.
    private static let clientLimit = 96

    init(entrances: [LiveServer.Entrance], bell: LiveSocket, steer: @escaping @Sendable (CrawlCommand) -> Void) {
        self.entrances = entrances
        self.bell = bell
        self.steer = steer
    }

    /// Turn after turn until the end; `inbox` hands over what has come, and hears whether a view is wanted.
    mutating func run(inbox: (_ wantsView: Bool) -> LiveServer.Inbox) {
        while !self.isEnding || !self.clients.isEmpty {
            let hasRoom = !self.isEnding && self.clients.count < LiveTurns.clientLimit
            let mayAccept = hasRoom && ContinuousClock.now >= self.acceptsFrom
            var polls = [pollfd(fd: self.bell.number, events: Int16(POLLIN), revents: 0)]
            for client in self.clients {
                let events = client.connection.toSend.isEmpty ? POLLIN : POLLIN | POLLOUT
                polls.append(pollfd(fd: client.socket.number, events: Int16(events), revents: 0))
            }
            for entrance in self.entrances where mayAccept {
                polls.append(pollfd(fd: entrance.socket.number, events: Int16(POLLIN), revents: 0))
            }
            // Whatever is due is seen half a second late at most.
            poll(&polls, nfds_t(polls.count), self.clients.isEmpty && mayAccept ? -1 : 500)
            let now = ContinuousClock.now
            self.drainBell()
            for index in self.clients.indices where polls[index + 1].revents != 0 { self.serve(index, at: now) }
            for index in self.entrances.indices where mayAccept {
                if polls[polls.count - self.entrances.count + index].revents != 0 { self.accept(index, at: now) }
            }
            let news = inbox(self.wantsView)
            if let view = news.view { self.pass(view, at: now) }
            if news.isEnding && !self.isEnding {
                self.isEnding = true
                for index in self.clients.indices { self.clients[index].connection.ended(at: now) }
            }
            for index in self.clients.indices { self.send(index) }
            self.clients.removeAll { $0.connection.isOver(at: now) }
        }
        _ = inbox(false)
    }

    private var wantsView: Bool {
        self.clients.contains { $0.connection.isListening || $0.connection.waitingRequest != nil }
    }

    private func drainBell() {
        var rung = [UInt8](repeating: 0, count: 64)
        while read(self.bell.number, &rung, rung.count) == rung.count {}
    }

    /// Lets in who waits. Where nobody can be let in although somebody waits, there is no descriptor left: to try again at once
    /// would keep a core busy.
    private mutating func accept(_ entrance: Int, at now: ContinuousClock.Instant) {
        let before = self.clients.count
        while self.clients.count < LiveTurns.clientLimit, let socket = self.entrances[entrance].socket.accepted() {
            self.clients.append(
                Client(socket: socket, entrance: entrance, connection: LiveConnection(at: now)))
        }
        if self.clients.count == before { self.acceptsFrom = now.advanced(by: .milliseconds(500)) }
    }

    /// Something came from a client.
    private mutating func serve(_ index: Int, at now: ContinuousClock.Instant) {
        switch self.clients[index].socket.read(into: &self.buffer) {
        case .later: break
        case .over: self.clients[index].connection.lost()
        case .bytes(let count):
            switch self.clients[index].connection.received(self.buffer[..<count]) {
            case .incomplete: break
            case .refused(let status): self.clients[index].connection.answered(LiveAnswer(status).bytes(), at: now)
            case .request(let request): self.answer(request, index, at: now)
            }
        }
    }

    private mutating func answer(_ request: LiveRequest, _ index: Int, at now: ContinuousClock.Instant) {
        let site = self.entrances[self.clients[index].entrance].site
        let listeners = self.clients.count { $0.connection.isListening }
        switch site.action(for: request, listeners: listeners) {
        case .answer(let answer, let command):
            if let command { self.steer(command) }
            self.clients[index].connection.answered(answer.bytes(withBody: request.method != "HEAD"), at: now)
        case .page:
            let page = LivePage.answer(nonce: LiveServer.randomText())
            self.clients[index].connection.answered(page.bytes(withBody: request.method != "HEAD"), at: now)
        case .wait:
            self.clients[index].connection.waits(request, at: now)
        case .listen:
            self.clients[index].connection.listens(LiveAnswer.eventStream, at: now)
        }
    }

    /// Everybody who wants the view gets it; the text of an event is made once for all who listen.
    private mutating func pass(_ view: CrawlView, at now: ContinuousClock.Instant) {
        var event: [UInt8]?
        for index in self.clients.indices {
            let site = self.entrances[self.clients[index].entrance].site
            if let request = self.clients[index].connection.waitingRequest {
                let answer = site.answer(request, view).bytes(withBody: request.method != "HEAD")
                self.clients[index].connection.answered(answer, at: now)
            } else if self.clients[index].connection.isListening {
                let bytes = event ?? site.event(view)
                event = bytes
                self.clients[index].connection.told(bytes, at: now)
            }
        }
    }

    private mutating func send(_ index: Int) {
        while !self.clients[index].connection.toSend.isEmpty {
            switch self.clients[index].socket.write(self.clients[index].connection.toSend) {
            case .later: return
            case .over: return self.clients[index].connection.lost()
            case .bytes(let count): self.clients[index].connection.sent(count)
            }
        }
    }
}
