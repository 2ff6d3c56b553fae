internal import CEpoll
internal import CLibCurl
internal import SkitterCore

/// Owns the connections of one event loop and the transfers on them.
///
/// Its executor is the loop: a visit that runs there fetches without waking another thread, and the compiler checks that
/// nothing of it is touched elsewhere.
package actor CurlLoop {
    /// Runs this actor, its sockets, and the visits that prefer it.
    package nonisolated let loop: EventLoop
    private let configuration: CurlSessionConfiguration
    /// libcurl's multi handle and its sockets.
    private let wiring: CurlWiring
    /// All transfers ever made, by slot; each is used again and again.
    private var transfers: [CurlTransfer] = []
    /// Slots without a request.
    private var idle: [Int] = []
    /// The addresses that libcurl was told for each host and port.
    private var known = KnownNames()
    private let proxies: ProxyRule
    /// Fields that can be sent.
    private var validFields = HTTPFields()
    /// The tasks that sleep here.
    private var timers = LoopTimers()
    private var isOver = false

    package nonisolated var unownedExecutor: UnownedSerialExecutor { self.loop.asUnownedSerialExecutor() }

    /// Starts a loop of its own; it lives until ``end()``.
    package init(_ configuration: CurlSessionConfiguration) {
        CurlLoop.prepareLibrary()
        let loop = EventLoop()
        self.loop = loop
        self.configuration = configuration
        self.proxies = ProxyRule(configuration)
        self.wiring = CurlWiring(loop: loop, maxConnections: configuration.maxConnections)
        loop.start(CurlDriver(owner: self))
    }

    /// libcurl's own initialisation is to happen once, before any thread uses it.
    private static func prepareLibrary() {
        _ = self.isPrepared
    }

    private static let isPrepared: Bool = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    /// Ends the loop: transfers and sleeps under way are cancelled, connections closed, the thread ends. What is asked of it
    /// later ends at once, as cancelled.
    package nonisolated func end() {
        self.loop.stop()
    }

    /// One hop; see ``HTTPSession/fetch(_:)``.
    func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
        try self.validate(request)
        guard request.timeout > .zero else { throw FetchError(.timeout, "no time was left") }
        if self.isOver { throw FetchError(.cancelled, "the session was ended") }
        let transfer = self.takeTransfer()
        let cancellation = Cancellation.transfer(slot: transfer.slot, generation: transfer.generation + 1)
        let result = await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                self.begin(transfer, request, continuation)
            }
        } onCancel: {
            self.loop.cancel(cancellation)
        }
        return try result.get()
    }

    /// Returns at `instant`; throws when the task is cancelled, or the loop ends.
    func sleep(until instant: ContinuousClock.Instant) async throws(CancellationError) {
        let number = self.timers.takeNumber()
        let isOver = await withTaskCancellationHandler {
            await withUnsafeContinuation { sleeper in
                // A handler that ran before this found nobody to wake.
                if Task.isCancelled || self.isOver { return sleeper.resume(returning: false) }
                self.timers.add(number, until: instant, sleeper)
            }
        } onCancel: {
            self.loop.cancel(.sleeper(number))
        }
        if !isOver { throw CancellationError() }
    }

    /// Throws ``FetchError/Code/unsupported`` where the request could not be sent as it is.
    private func validate(_ request: FetchRequest) throws(FetchError) {
        guard request.url.isHTTP else { throw FetchError(.unsupported, "not http or https") }
        // Nearly always those of the request before.
        if request.fields == self.validFields { return }
        for field in request.fields.fields {
            // Others would end the field, or the head (RFC 9110, sections 5.1 and 5.5).
            guard HTTPFields.isToken(field.name), !field.value.utf8.contains(where: { $0 == 0 || $0 == 10 || $0 == 13 })
            else { throw FetchError(.unsupported, "the field \(field.name) cannot be sent") }
        }
        self.validFields = request.fields
    }

    private func takeTransfer() -> CurlTransfer {
        if let slot = self.idle.popLast() { return self.transfers[slot] }
        let transfer = CurlTransfer(
            slot: self.transfers.count, configuration: self.configuration, wiring: self.wiring)
        self.transfers.append(transfer)
        return transfer
    }

    private func begin(
        _ transfer: CurlTransfer, _ request: FetchRequest,
        _ continuation: UnsafeContinuation<Result<FetchResponse, FetchError>, Never>
    ) {
        transfer.begin(request, continuation)
        // A handler that ran before this found nothing to end.
        if Task.isCancelled || self.isOver {
            self.finish(transfer, .failure(FetchError(.cancelled, "the request was cancelled")))
            return
        }
        transfer.tell(request, proxy: self.proxies.proxy(for: request.url))
        self.tellAddresses(of: request, to: transfer)
        self.add(transfer)
    }

    private func add(_ transfer: CurlTransfer) {
        let code = curl_multi_add_handle(self.wiring.multi, transfer.easy)
        if code != CURLM_OK {
            self.finish(transfer, .failure(FetchError(.other, String(cString: curl_multi_strerror(code)))))
        }
    }

    /// libcurl keeps what it is told of a host, so it is told only what changes.
    private func tellAddresses(of request: FetchRequest, to transfer: CurlTransfer) {
        transfer.addresses = request.addresses
        let literal = IPAddress(urlHost: request.url.hostname)
        let addresses = literal.map { [$0] } ?? request.addresses
        transfer.takeNamesForLasting(!addresses.isEmpty && !transfer.usesProxy)
        // libcurl keeps literals like names; it reads those of IPv6 in no entry.
        guard !addresses.isEmpty, !transfer.usesProxy, literal == nil || literal?.v4 != nil else {
            return transfer.resolve([])
        }
        let place = "\(request.url.hostname):\(request.url.effectivePort ?? 0)"
        transfer.resolve(self.known.entries(for: place, addresses))
    }

    private func finish(_ transfer: CurlTransfer, _ result: Result<FetchResponse, FetchError>) {
        transfer.finish(result)
        self.idle.append(transfer.slot)
    }

    // MARK: - The loop's turns

    func timeoutMilliseconds() -> CInt {
        let timeout = self.wiring.timeoutMilliseconds()
        guard let sleep = self.timers.timeoutMilliseconds() else { return timeout }
        return timeout < 0 ? sleep : min(timeout, sleep)
    }

    func turned(_ events: [epoll_event]) {
        var running: CInt = 0
        for event in events where self.wiring.isWanted(event.data.fd) {
            curl_multi_socket_action(self.wiring.multi, event.data.fd, event.curlMask, &running)
        }
        self.timers.timePassed()
        if self.wiring.takeDue() {
            curl_multi_socket_action(self.wiring.multi, CURL_SOCKET_TIMEOUT, 0, &running)
        }
        self.takeMessages()
    }

    private func takeMessages() {
        var left: CInt = 0
        while let message = curl_multi_info_read(self.wiring.multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            let code = skitter_message_result(message)
            var pointer: UnsafeMutableRawPointer?
            skitter_easy_get_pointer(easy, CURLINFO_PRIVATE, &pointer)
            guard let pointer else { continue }
            let transfer = Unmanaged<CurlTransfer>.fromOpaque(pointer).takeUnretainedValue()
            if transfer.isStale {
                self.retry(transfer)
                continue
            }
            let result = transfer.result(code)
            curl_multi_remove_handle(self.wiring.multi, easy)
            self.finish(transfer, result)
        }
    }

    /// Once more, over a new connection: the open one led to an address that is no longer the host's.
    private func retry(_ transfer: CurlTransfer) {
        curl_multi_remove_handle(self.wiring.multi, transfer.easy)
        transfer.forget()
        transfer.isRetry = true
        transfer.takeFreshConnection(true)
        self.add(transfer)
    }

    func cancelled(_ cancellations: [Cancellation]) {
        for cancellation in cancellations {
            switch cancellation {
            case .sleeper(let number): self.timers.cancel(number)
            case .transfer(let slot, let generation): self.cancel(self.transfers[slot], generation)
            }
        }
    }

    private func cancel(_ transfer: CurlTransfer, _ generation: UInt64) {
        guard transfer.generation == generation, transfer.continuation != nil else { return }
        curl_multi_remove_handle(self.wiring.multi, transfer.easy)
        self.finish(transfer, .failure(FetchError(.cancelled, "the request was cancelled")))
    }

    func ended() {
        self.isOver = true
        self.timers.cancelAll()
        for transfer in self.transfers where transfer.continuation != nil {
            curl_multi_remove_handle(self.wiring.multi, transfer.easy)
            self.finish(transfer, .failure(FetchError(.cancelled, "the session was ended")))
        }
        self.transfers = []
        self.idle = []
        self.wiring.close()
    }
}

/// Hands the turns of the loop to the actor that owns its sockets. Both live on the loop's thread.
private struct CurlDriver: LoopDriver {
    let owner: CurlLoop

    func timeoutMilliseconds() -> CInt {
        self.owner.assumeIsolated { $0.timeoutMilliseconds() }
    }

    func turned(_ events: [epoll_event]) {
        self.owner.assumeIsolated { $0.turned(events) }
    }

    func cancelled(_ cancellations: [Cancellation]) {
        self.owner.assumeIsolated { $0.cancelled(cancellations) }
    }

    func ended() {
        self.owner.assumeIsolated { $0.ended() }
    }
}

extension epoll_event {
    /// What is ready, in libcurl's words.
    fileprivate var curlMask: CInt {
        (self.events & (EPOLLIN.rawValue | EPOLLHUP.rawValue) != 0 ? CURL_CSELECT_IN : 0)
            | (self.events & EPOLLOUT.rawValue != 0 ? CURL_CSELECT_OUT : 0)
            | (self.events & EPOLLERR.rawValue != 0 ? CURL_CSELECT_ERR : 0)
    }
}
