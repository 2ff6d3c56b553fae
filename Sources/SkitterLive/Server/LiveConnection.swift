/// What one connection to the live server has said, and what it is still to hear. Pure: bytes and instants come in.
package struct LiveConnection: Sendable {
    private enum State: Sendable {
        /// The request is on its way; it must be whole by `until`.
        case asking(bytes: [UInt8], until: ContinuousClock.Instant)
        /// The request waits for the next view of the crawl, until then at most.
        case waiting(LiveRequest, until: ContinuousClock.Instant)
        /// The answer is on its way, all of it by `until`.
        case answering(until: ContinuousClock.Instant)
        /// Events come until somebody has enough; what is not taken until `until` ends the connection.
        case listening(until: ContinuousClock.Instant)
        /// Nothing more is said.
        case over
    }

    private var state: State
    /// What is to be sent.
    private var output: [UInt8] = []
    private var sent = 0

    /// A request must be whole after this time.
    private static let askingTime: Duration = .seconds(5)
    /// An answer must be taken after this time, and an event.
    private static let answeringTime: Duration = .seconds(10)
    /// A listener for whom so many bytes wait is too slow.
    private static let backlogLimitBytes = 1 << 20

    /// A connection that was made at `now`.
    package init(at now: ContinuousClock.Instant) {
        self.state = .asking(bytes: [], until: now.advanced(by: LiveConnection.askingTime))
    }

    /// Bytes came. A whole request, or what is wrong with it, is for the caller to answer.
    package mutating func received(_ bytes: ArraySlice<UInt8>) -> LiveRequest.Reading {
        // Whoever has asked may say what he likes.
        guard case .asking(var before, let until) = self.state else { return .incomplete }
        before += bytes
        let reading = LiveRequest.read(before)
        if reading == .incomplete { self.state = .asking(bytes: before, until: until) }
        return reading
    }

    /// `request` waits for the next view.
    package mutating func waits(_ request: LiveRequest, at now: ContinuousClock.Instant) {
        self.state = .waiting(request, until: now.advanced(by: LiveConnection.answeringTime))
    }

    /// The request that waits for the next view.
    package var waitingRequest: LiveRequest? {
        if case .waiting(let request, _) = self.state { request } else { nil }
    }

    /// `bytes` are the answer.
    package mutating func answered(_ bytes: [UInt8], at now: ContinuousClock.Instant) {
        self.output = bytes
        self.sent = 0
        self.state = .answering(until: now.advanced(by: LiveConnection.answeringTime))
    }

    /// It listens from now on; `bytes` come first.
    package mutating func listens(_ bytes: [UInt8], at now: ContinuousClock.Instant) {
        self.output = bytes
        self.sent = 0
        self.state = .listening(until: now.advanced(by: LiveConnection.answeringTime))
    }

    /// An event for it, where it listens. One that has not taken what came before has no place for more.
    package mutating func told(_ event: [UInt8], at now: ContinuousClock.Instant) {
        guard case .listening = self.state else { return }
        if self.output.isEmpty { self.state = .listening(until: now.advanced(by: LiveConnection.answeringTime)) }
        guard self.output.count - self.sent + event.count <= LiveConnection.backlogLimitBytes else {
            self.state = .over
            return
        }
        self.output.removeFirst(self.sent)
        self.sent = 0
        self.output += event
    }

    /// No event follows: the connection ends once it has taken what there is.
    package mutating func ended(at now: ContinuousClock.Instant) {
        switch self.state {
        case .listening: self.state = .answering(until: now.advanced(by: .seconds(1)))
        case .answering: break
        case .asking, .waiting, .over: self.state = .over
        }
        if self.output.isEmpty { self.state = .over }
    }

    /// What is to be sent next; empty for nothing.
    package var toSend: ArraySlice<UInt8> { self.output[self.sent...] }

    /// `count` bytes were sent.
    package mutating func sent(_ count: Int) {
        self.sent += count
        guard self.sent >= self.output.count else { return }
        self.output = []
        self.sent = 0
        if case .answering = self.state { self.state = .over }
    }

    /// The other side has gone.
    package mutating func lost() {
        self.state = .over
    }

    /// Whether it listens to events.
    package var isListening: Bool { if case .listening = self.state { true } else { false } }

    /// Whether nothing more is said at `now`.
    package func isOver(at now: ContinuousClock.Instant) -> Bool {
        switch self.state {
        case .over: true
        case .asking(_, let until), .waiting(_, let until), .answering(let until): now >= until
        case .listening(let until): !self.output.isEmpty && now >= until
        }
    }
}
