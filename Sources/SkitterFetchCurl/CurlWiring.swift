internal import CLibCurl
internal import SkitterCore

/// What libcurl's multi handle and the event loop have to say to each other. Confined to the loop's thread.
final class CurlWiring {
    let multi: UnsafeMutableRawPointer
    private let loop: EventLoop
    private var watches = SocketWatches()
    /// Connections that are open, in use or idle, and how many there may be before new ones are closed behind their request.
    private var openConnections = 0
    private let maxConnections: Int
    private var isClosed = false
    /// When libcurl wants to be called next; nil for not at all.
    private var due: ContinuousClock.Instant?
    /// It wants to be called in this turn.
    private var isDueNow = false

    init(loop: EventLoop, maxConnections: Int) {
        guard let multi = curl_multi_init() else { preconditionFailure("libcurl has no memory for a handle") }
        self.multi = multi
        self.loop = loop
        self.maxConnections = maxConnections
        let me = Unmanaged.passUnretained(self).toOpaque()
        skitter_multi_set_socket(multi, curlWatchesSocket)
        skitter_multi_set_pointer(multi, CURLMOPT_SOCKETDATA, me)
        skitter_multi_set_timer(multi, curlSetsTimer)
        skitter_multi_set_pointer(multi, CURLMOPT_TIMERDATA, me)
        // Its own way to make room looks at every host that was ever asked (7.88 keeps their empty lists).
        skitter_multi_set_long(multi, CURLMOPT_MAXCONNECTS, CurlWiring.limitOfLibrary)
        skitter_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    }

    private static let limitOfLibrary = 1 << 20

    deinit {
        self.close()
    }

    /// Closes the connections that are open; nothing may use the handle any more.
    func close() {
        guard !self.isClosed else { return }
        self.isClosed = true
        curl_multi_cleanup(self.multi)
    }

    /// libcurl wants to hear of a socket, or not any more.
    func watch(_ socket: CInt, _ what: CInt) {
        self.watches.set(socket, what, self.loop)
    }

    /// A connection was opened for libcurl. Returns whether it may stay open behind its request: hosts that have theirs keep
    /// them, which serves more requests than taking one away for each that is new.
    func opened(_ socket: CInt) -> Bool {
        self.watches.opened(socket)
        self.openConnections += 1
        return self.openConnections <= self.maxConnections
    }

    /// libcurl closes a connection.
    func willClose(_ socket: CInt) {
        self.watches.forget(socket)
        self.openConnections -= 1
    }

    /// Whether libcurl wants to hear of a socket that is ready; one that it does not want is not watched any more.
    func isWanted(_ socket: CInt) -> Bool {
        if self.watches.isWanted(socket) { return true }
        self.watches.drop(socket, self.loop)
        return false
    }

    func setTimer(_ milliseconds: Int) {
        self.isDueNow = milliseconds == 0
        self.due = milliseconds > 0 ? .now.advanced(by: .milliseconds(milliseconds)) : nil
    }

    /// How long the loop may wait.
    func timeoutMilliseconds() -> CInt {
        if self.isDueNow { return 0 }
        guard let due = self.due else { return -1 }
        let left = ContinuousClock.now.duration(to: due)
        // Rounded up: a turn too early would be spent for nothing.
        return left <= .zero ? 0 : CInt(clamping: left.wholeNanoseconds / 1_000_000 + 1)
    }

    /// Whether libcurl's time has come; it is then to be called.
    func takeDue() -> Bool {
        if self.isDueNow {
            self.isDueNow = false
            return true
        }
        guard let due = self.due, due <= .now else { return false }
        self.due = nil
        return true
    }
}
