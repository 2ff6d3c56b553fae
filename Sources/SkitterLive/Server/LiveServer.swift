internal import Dispatch
package import SkitterCore
internal import SkitterLock

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Serves the metrics and the dashboard of a running crawl, on a thread of its own: HTTP/1.1, one request a connection.
///
/// The crawl hands it views when somebody wants one (``wantsView``); it makes text of them, once for all who listen. Nothing
/// that a client does, or leaves undone, reaches the crawl but the commands that it permits.
package final class LiveServer: CrawlViewer {
    /// What other threads leave for the server's.
    struct Inbox: Sendable {
        /// The last view, until it is taken.
        var view: CrawlView?
        /// Nothing follows.
        var isEnding = false
        /// Somebody waits for a view, or listens.
        var wantsView = false
    }

    /// Where it listens, and what it answers there.
    struct Entrance: Sendable {
        let socket: LiveSocket
        let site: LiveSite
    }

    private let inbox = Locked(Inbox())
    private let entrances: [Entrance]
    /// Written to when there is something in the inbox.
    private let bell: LiveSocket
    private let heard: LiveSocket
    /// Where the page can be seen and the metrics read: one for each endpoint, in order, with the token where one is needed.
    package let addresses: [String]
    private let queue = DispatchQueue(label: "skitter.live")
    private let steer: @Sendable (CrawlCommand) -> Void

    /// Listens on `endpoints` from now on, and answers once ``start()`` was called. `title` says what is crawled, `transport` how.
    /// Commands that a page sends go to `steer`.
    package init(
        _ endpoints: [LiveEndpoint], title: String, transport: String,
        steer: @escaping @Sendable (CrawlCommand) -> Void
    ) throws(LiveServerError) {
        var pair: [CInt] = [-1, -1]
        guard pipe(&pair) == 0 else { throw LiveServerError("no pipe: \(String(cString: strerror(errno)))") }
        (self.heard, self.bell) = (LiveSocket(owning: pair[0]), LiveSocket(owning: pair[1]))
        self.steer = steer
        var entrances: [Entrance] = []
        var addresses: [String] = []
        for endpoint in endpoints {
            let socket = try LiveSocket.listening(on: endpoint.address, port: endpoint.port)
            let token = endpoint.address.isLoopback ? nil : LiveServer.randomText()
            let site = LiveSite(
                guard: LiveGuard(port: socket.port, token: token), offer: endpoint.offer, title: title,
                transport: transport)
            entrances.append(Entrance(socket: socket, site: site))
            addresses.append(
                "http://\(LiveSocket.text(endpoint.address, socket.port))"
                    + (endpoint.offer.contains(.dashboard) ? "/" : "/metrics") + (token.map { "?token=\($0)" } ?? ""))
        }
        (self.entrances, self.addresses) = (entrances, addresses)
    }

    /// Begins to answer.
    package func start() {
        self.queue.async {
            var turns = LiveTurns(entrances: self.entrances, bell: self.heard, steer: self.steer)
            turns.run { self.takeInbox(wantsView: $0) }
        }
    }

    package var wantsView: Bool { self.inbox.withLock { $0.wantsView } }

    package func show(_ view: CrawlView) {
        self.inbox.withLock { $0.view = view }
        self.ring()
    }

    /// Answers nobody new; whoever listens gets the last view, for which he has a second. Returns when that is over.
    package func end() {
        self.inbox.withLock { $0.isEnding = true }
        self.ring()
        self.queue.sync {}
    }

    private func ring() {
        var byte: UInt8 = 0
        // A full pipe rings, too.
        _ = write(self.bell.number, &byte, 1)
    }

    /// Hands the inbox over and notes whether a view is wanted from now on.
    private func takeInbox(wantsView: Bool) -> Inbox {
        self.inbox.withLock { inbox in
            inbox.wantsView = wantsView
            defer { inbox.view = nil }
            return inbox
        }
    }

    /// 128 bits that nobody guesses, in hexadecimal digits.
    static func randomText() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(UInt64.random(in: .min ... .max, using: &generator), radix: 16)
            return String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }.joined()
    }
}
