internal import CLibCurl
internal import Glibc
internal import SkitterCore

/// One use of an easy handle: what has come so far, and why it was ended. Confined to its event loop: libcurl's callbacks
/// reach it through a pointer while the actor that owns it calls libcurl.
final class CurlTransfer {
    /// Why this side ended the exchange.
    private enum Cause {
        case cut(Truncation)
        case failed(FetchError)
        /// libcurl chose an open connection to what is no longer an address of the host.
        case staleAddress
    }

    let easy: UnsafeMutableRawPointer
    let slot: Int
    let permits: @Sendable (IPAddress, UInt16) -> Bool
    private let limits: ResponseLimits
    /// Hears of sockets that are opened; it lives longer than any transfer.
    unowned let wiring: CurlWiring
    /// The text of libcurl's last error.
    private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    /// Counts the uses of the handle.
    var generation: UInt64 = 0
    /// Whoever waits for the end of this use.
    var continuation: UnsafeContinuation<Result<FetchResponse, FetchError>, Never>?
    private(set) var request: FetchRequest?
    /// The lists that libcurl reads during a use.
    var fieldList: UnsafeMutablePointer<curl_slist>?
    var resolveList: UnsafeMutablePointer<curl_slist>?
    /// What the handle was told last, so that it is told again only what differs.
    var told = Told()
    /// Where the request may go; empty for wherever the rule of the configuration permits.
    var addresses: [IPAddress] = []
    /// Whether it goes through a proxy, of whose targets nobody here knows the address.
    var usesProxy = false
    /// Whether this is the second try, on a connection of its own.
    var isRetry = false

    /// The request as it was sent, where it is kept.
    private var sent: [UInt8] = []
    private var head: ResponseHead
    private var body: BodyReader
    /// Set when the head is complete and the body is read only to keep the connection.
    private var isDraining = false
    private var cause: Cause?
    private var refusedAddress: FetchError?
    private var peer: (address: IPAddress, port: UInt16)?
    private var started = ContinuousClock.now
    private var firstByte: ContinuousClock.Instant?

    init(slot: Int, configuration: CurlSessionConfiguration, wiring: CurlWiring) {
        guard let easy = curl_easy_init() else { preconditionFailure("libcurl has no memory for a handle") }
        self.easy = easy
        self.slot = slot
        self.wiring = wiring
        self.limits = configuration.limits
        self.permits = configuration.permits
        self.head = ResponseHead(limits: configuration.limits)
        self.body = BodyReader(limitBytes: 0, configuration.limits)
        self.errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        skitter_easy_set_pointer(easy, CURLOPT_ERRORBUFFER, self.errorText)
        self.setUp(configuration)
    }

    deinit {
        curl_easy_cleanup(self.easy)
        curl_slist_free_all(self.fieldList)
        curl_slist_free_all(self.resolveList)
        self.errorText.deallocate()
    }

    // MARK: - A use

    /// Begins a use for `request`; nothing of the use before is left.
    func begin(
        _ request: FetchRequest, _ continuation: UnsafeContinuation<Result<FetchResponse, FetchError>, Never>
    ) {
        self.generation += 1
        self.continuation = continuation
        self.request = request
        self.isRetry = false
        self.started = ContinuousClock.now
        self.forget()
    }

    /// Nothing has come yet.
    func forget() {
        self.head.reset()
        self.body = BodyReader(limitBytes: self.request?.bodyLimitBytes ?? 0, self.limits)
        self.body.keepsCoded = self.request?.keepsWire ?? false
        self.sent = []
        self.isDraining = false
        self.cause = nil
        self.refusedAddress = nil
        self.peer = nil
        self.firstByte = nil
        self.errorText[0] = 0
    }

    /// Ends the use; whoever waits gets `result`.
    func finish(_ result: Result<FetchResponse, FetchError>) {
        let waiting = self.continuation
        self.continuation = nil
        self.request = nil
        self.addresses = []
        self.body = BodyReader(limitBytes: 0, self.limits)
        waiting?.resume(returning: result)
    }

    // MARK: - libcurl's callbacks

    /// Some bytes of the request were sent.
    func requestSent(_ bytes: UnsafeRawBufferPointer) {
        self.sent.append(contentsOf: bytes)
    }

    /// A line of a head. Returns whether the transfer goes on.
    func headCame(_ line: UnsafeRawBufferPointer) -> Bool {
        switch self.head.lineReceived(line) {
        case .goOn: true
        case .refuse(let reason): self.end(.failed(FetchError(.badResponse, reason)))
        case .final: self.headIsComplete()
        }
    }

    private func headIsComplete() -> Bool {
        self.firstByte = .now
        self.request?.place?.enter(.network)
        guard let request, self.head.mayHaveBody else { return true }
        if self.head.isRedirect {
            self.body.limitBytes = min(self.body.limitBytes, self.limits.redirectBytes)
        } else if request.wanted != .all, !request.wanted.includes(contentType: self.head.fields["Content-Type"]) {
            // Of HTTP/2 only the stream ends; a connection of HTTP/1 is worth reading a little for.
            self.isDraining = true
            guard let length = self.head.contentLength, length <= self.limits.drainBytes, self.head.isHTTP1 else {
                return self.end(.cut(.unwanted))
            }
            return true
        }
        return self.goOn(unless: self.body.headEnded(self.head))
    }

    /// Some bytes of body. Returns whether the transfer goes on.
    func bodyCame(_ bytes: UnsafeRawBufferPointer) -> Bool {
        self.request?.place?.moved()
        if self.isDraining { return true }
        return self.goOn(unless: self.body.received(bytes))
    }

    /// Whether a connection may be made to this address.
    func mayConnect(to address: IPAddress, port: UInt16) -> Bool {
        if self.isPermitted(address, port) { return true }
        // Another address of the host may do: only the end tells whether this one was the reason.
        self.refusedAddress = FetchError(.refused, "a connection to \(address) port \(port) is not permitted")
        return false
    }

    /// Addresses that came with the request were judged by whoever named them, for the port of its URL: nothing else is
    /// connected to, whatever libcurl or the system takes for the address of the name.
    private func isPermitted(_ address: IPAddress, _ port: UInt16) -> Bool {
        if self.usesProxy { return true }
        if self.addresses.isEmpty { return self.permits(address, port) }
        return self.addresses.contains(address) && port == self.request?.url.effectivePort
    }

    /// Whether the request may be sent over this connection, a new one or one that was open.
    func maySend(to address: IPAddress, port: UInt16) -> Bool {
        self.peer = (address, port)
        self.request?.place?.enter(.server)
        if self.isPermitted(address, port) { return true }
        // A new connection to this place would not be made; an open one may have outlived the name's address.
        if !self.addresses.isEmpty { return self.end(.staleAddress) }
        return self.end(.failed(FetchError(.refused, "a connection to \(address) port \(port) is not permitted")))
    }

    private func goOn(unless stop: BodyReader.Stop?) -> Bool {
        switch stop {
        case nil: true
        case .length: self.end(.cut(.length))
        case .ratio: self.end(.cut(.ratio))
        case .flaw(let flaw): self.end(self.broken(flaw))
        }
    }

    /// A broken body is no page; what a redirect says is in its head.
    private func broken(_ flaw: String) -> Cause {
        self.head.isRedirect ? .cut(.disconnect) : .failed(FetchError(.badResponse, flaw))
    }

    private func end(_ cause: Cause) -> Bool {
        if self.cause == nil { self.cause = cause }
        return false
    }

    // MARK: - The end

    /// Whether it ended because the connection led elsewhere; a new one will not.
    var isStale: Bool { if case .staleAddress = self.cause { !self.isRetry } else { false } }

    /// What the transfer came to, now that libcurl says `code`.
    func result(_ code: CURLcode) -> Result<FetchResponse, FetchError> {
        if let cause { return self.result(cause) }
        guard self.head.isComplete else { return .failure(self.error(code)) }
        if self.isDraining { return .success(self.response(.unwanted)) }
        switch code {
        case CURLE_OK:
            guard self.head.mayHaveBody, case .flaw(let flaw) = self.body.ended() else {
                return .success(self.response(nil))
            }
            return self.result(self.broken(flaw))
        case CURLE_OPERATION_TIMEDOUT: return .success(self.response(.time))
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_HTTP2,
            CURLE_HTTP2_STREAM, CURLE_SSL_CONNECT_ERROR:
            return .success(self.response(.disconnect))
        default: return .failure(self.error(code))
        }
    }

    private func result(_ cause: Cause) -> Result<FetchResponse, FetchError> {
        switch cause {
        case .failed(let error): .failure(error)
        case .staleAddress: .failure(FetchError(.connect, "no connection to an address of the host"))
        case .cut(let truncation): .success(self.response(truncation))
        }
    }

    private func response(_ truncation: Truncation?) -> FetchResponse {
        var response = FetchResponse(
            status: self.head.status, fields: self.head.fields, body: self.body.take(),
            totalTime: self.started.duration(to: .now))
        response.truncation = truncation
        response.rawHead = self.head.bytes
        response.wireBytes = self.body.wireBytes
        response.wireBody = self.body.coded
        response.rawRequest = self.sent.isEmpty ? nil : self.sent
        response.timeToFirstByte = self.firstByte.map { self.started.duration(to: $0) }
        if let peer {
            response.remoteAddress = peer.address
            response.remotePort = peer.port
        }
        response.timings = FetchTimings(
            resolved: self.time(CURLINFO_NAMELOOKUP_TIME_T), connected: self.time(CURLINFO_CONNECT_TIME_T),
            secured: self.time(CURLINFO_APPCONNECT_TIME_T))
        return response
    }

    private func time(_ info: CURLINFO) -> Duration {
        var microseconds: curl_off_t = 0
        skitter_easy_get_offset(self.easy, info, &microseconds)
        return .microseconds(Int64(microseconds))
    }

    private func error(_ code: CURLcode) -> FetchError {
        if let refusedAddress, code == CURLE_COULDNT_CONNECT { return refusedAddress }
        let text = String(cString: self.errorText)
        let words = text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
        if code == CURLE_OPERATION_TIMEDOUT {
            // The limit of connecting may end it before its own time is over.
            let isOver = self.started.duration(to: .now) >= self.request?.timeout ?? .zero
            return FetchError(self.peer == nil && !isOver ? .connect : .timeout, words)
        }
        // The connection ended within the head, which libcurl takes for the end of a body.
        if code == CURLE_OK { return FetchError(.disconnected, "the connection ended within the header") }
        return FetchError(FetchError.Code(code), words)
    }
}
