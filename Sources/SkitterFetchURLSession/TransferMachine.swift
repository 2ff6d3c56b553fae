package import SkitterCore

/// Decides what becomes of one transfer: every event of URLSession, of the deadline and of the caller goes through it,
/// and exactly one of them ends the transfer.
package struct TransferMachine: Sendable {
    private enum State {
        /// The caller waits; URLSession has not been asked yet.
        case idle
        /// URLSession has the request; no final status has come.
        case requested
        /// The final status is here and the body arrives.
        case receiving(FetchResponse)
        /// A redirect is here whole, inside URLSession; what is missing is that it hands over the body. Cancelling the
        /// task now would trap in URLSession, and is needless: its end is already queued.
        case handingOver(FetchResponse, bodyIsWanted: Bool)
        /// The caller has its answer. Late events are dropped.
        case ended
    }

    /// How the transfer ends: what the caller gets, and whether URLSession is still at work on it.
    package struct Ending: Sendable {
        /// What the caller gets.
        package var result: Result<FetchResponse, FetchError>
        /// Whether the task must be cancelled.
        package var cancelsTask: Bool
    }

    /// What to do with a task that is about to be resumed.
    package enum StartAction: Sendable { case resume, drop }

    /// What to answer to a proposed redirect.
    package enum RedirectAction: Sendable {
        /// Refuse it: the response is handed over.
        case refuse
        /// Answer nothing: the task is being cancelled, and an answer after that traps in URLSession.
        case stayMute
    }

    private var state = State.idle
    private let bodyLimitBytes: Int
    private let wanted: WantedBodies

    /// The machine of a transfer for `request`.
    package init(_ request: FetchRequest) {
        self.bodyLimitBytes = max(0, request.bodyLimitBytes)
        self.wanted = request.wanted
    }

    /// URLSession is about to be asked.
    package mutating func starting() -> StartAction {
        guard case .idle = self.state else { return .drop }
        self.state = .requested
        return .resume
    }

    /// A header section is complete. Informational ones (RFC 9110, section 15.2) are passed over.
    package mutating func responseReceived(_ response: FetchResponse) -> Ending? {
        guard case .requested = self.state, response.status >= 200 else { return nil }
        if self.wants(response) || response.bodyIsEmpty {
            self.state = .receiving(response)
            return nil
        }
        return self.end(response, .unwanted, cancelsTask: true)
    }

    /// A redirect is complete, and URLSession asks whether to follow.
    package mutating func redirectReceived(_ response: FetchResponse) -> RedirectAction {
        guard case .requested = self.state else { return .stayMute }
        self.state = .handingOver(response, bodyIsWanted: self.wants(response))
        return .refuse
    }

    /// Bytes of body, decompressed.
    package mutating func dataReceived(_ bytes: UnsafeRawBufferPointer) -> Ending? {
        switch self.state {
        case .idle, .requested, .ended:
            return nil
        case .receiving(var response):
            self.state = .ended
            if response.append(bytes, limit: self.bodyLimitBytes) {
                self.state = .receiving(response)
                return nil
            }
            return self.end(response, .length, cancelsTask: true)
        case .handingOver(var response, let bodyIsWanted):
            self.state = .ended
            if !bodyIsWanted {
                response.truncation = bytes.isEmpty ? response.truncation : .unwanted
            } else if !response.append(bytes, limit: self.bodyLimitBytes) {
                response.truncation = .length
            }
            self.state = .handingOver(response, bodyIsWanted: bodyIsWanted)
            return nil
        }
    }

    /// The task ended with `error`, or without one; `last` makes the response that it holds at its end.
    package mutating func completed(_ error: FetchError?, last: () -> FetchResponse?) -> Ending? {
        switch self.state {
        case .ended:
            return nil
        case .idle, .requested:
            if let error { return self.end(error) }
            guard var last = last() else { return self.end(FetchError(.badResponse, "no response")) }
            // A redirect without a usable Location is reported only here, and its body not at all.
            if !last.bodyIsEmpty { last.truncation = .unwanted }
            return self.end(last, last.truncation, cancelsTask: false)
        case .receiving(let response), .handingOver(let response, _):
            guard let error else { return self.end(response, response.truncation, cancelsTask: false) }
            // Only a lost connection leaves a part of the body that is sound as such.
            guard error.code == .disconnected else { return self.end(error) }
            return self.end(response, .disconnect, cancelsTask: false)
        }
    }

    /// The response is whole, but URLSession waits for credentials that nobody has.
    package mutating func challenged(last: () -> FetchResponse?) -> Ending? {
        var ending = self.completed(nil, last: last)
        ending?.cancelsTask = true
        return ending
    }

    /// The time of the request is over.
    package mutating func deadlinePassed() -> Ending? {
        switch self.state {
        case .ended:
            return nil
        case .idle, .requested:
            var ending = self.end(FetchError(.timeout, "no response in time"))
            ending.cancelsTask = true
            return ending
        case .receiving(let response):
            return self.end(response, .time, cancelsTask: true)
        case .handingOver(let response, _):
            return self.end(response, response.truncation ?? .time, cancelsTask: false)
        }
    }

    /// The caller's task was cancelled.
    package mutating func cancelled() -> Ending? {
        switch self.state {
        case .ended:
            return nil
        case .idle, .requested, .receiving:
            self.state = .ended
            return Ending(result: .failure(FetchError(.cancelled, "cancelled")), cancelsTask: true)
        case .handingOver:
            self.state = .ended
            return Ending(result: .failure(FetchError(.cancelled, "cancelled")), cancelsTask: false)
        }
    }

    private func wants(_ response: FetchResponse) -> Bool {
        self.wanted.includes(contentType: response.fields["Content-Type"])
    }

    private mutating func end(_ error: FetchError) -> Ending {
        self.state = .ended
        return Ending(result: .failure(error), cancelsTask: false)
    }

    private mutating func end(_ response: FetchResponse, _ truncation: Truncation?, cancelsTask: Bool) -> Ending {
        var response = response
        response.truncation = truncation
        self.state = .ended
        return Ending(result: .success(response), cancelsTask: cancelsTask)
    }
}

extension FetchResponse {
    /// Whether it is sure that no body follows (RFC 9112, section 6.3).
    fileprivate var bodyIsEmpty: Bool {
        self.status == 204 || self.status == 304 || self.fields["Content-Length"] == "0"
    }

    /// Appends `bytes` up to `limit` bytes in all; false when some did not fit.
    fileprivate mutating func append(_ bytes: UnsafeRawBufferPointer, limit: Int) -> Bool {
        let room = limit - self.body.count
        self.body.append(contentsOf: bytes.prefix(room))
        return bytes.count <= room
    }
}
