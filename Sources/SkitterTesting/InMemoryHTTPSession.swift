public import SkitterCore
internal import SkitterLock

/// Answers requests from a script, without a network and without waiting, and records them in their order.
///
/// A URL without a script answers 404. A URL may be held: its requests then wait until it is released, or until their
/// task is cancelled, which ends them at once. Body limits and `WantedBodies` are applied as every session must.
/// Time does not pass: a request never ends by its timeout unless the script says so.
public final class InMemoryHTTPSession: HTTPSession {
    /// What a request gets.
    public enum Answer: Sendable {
        /// This response.
        case response(FetchResponse)
        /// This failure.
        case failure(FetchError)

        /// A page of HTML.
        public static func html(_ text: String, status: Int = 200) -> Answer {
            let fields = HTTPFields([HTTPFields.Field(name: "Content-Type", value: "text/html; charset=utf-8")])
            return .response(FetchResponse(status: status, fields: fields, body: Array(text.utf8)))
        }

        /// A redirect to `location`, as the server spells it.
        public static func redirect(to location: String, status: Int = 301) -> Answer {
            let fields = HTTPFields([HTTPFields.Field(name: "Location", value: location)])
            return .response(FetchResponse(status: status, fields: fields))
        }

        /// A status without a body.
        public static func status(_ status: Int) -> Answer {
            .response(FetchResponse(status: status))
        }
    }

    private struct State {
        /// What each URL answers next; the last answer stays for ever.
        var script: [String: [Answer]] = [:]
        /// URLs whose requests wait.
        var held: Set<String> = []
        /// The machines of waiting requests.
        var gates: [Int: Gate] = [:]
        /// All requests so far.
        var requests: [FetchRequest] = []
        /// Requests that have no answer yet.
        var inFlight = 0
        /// The most requests that were in flight at a time.
        var peak = 0
        /// Who waits until a request for a URL has come.
        var arrivals: [Arrival] = []
    }

    private struct Gate {
        var href: String
        var continuation: CheckedContinuation<Void, Never>?
    }

    private struct Arrival {
        var href: String
        var count: Int
        var continuation: CheckedContinuation<Void, Never>
    }

    private let state = Locked(State())

    /// What it claims to tell; nothing of it comes with an answer that the script does not hold.
    public let capabilities: SessionCapabilities

    /// A session whose web is empty.
    public init(capabilities: SessionCapabilities = []) {
        self.capabilities = capabilities
    }

    /// Lets `href` answer `answers` in turn; the last one is repeated.
    public func script(_ href: String, _ answers: Answer...) {
        self.state.withLock { $0.script[href] = answers }
    }

    /// Makes requests for `href` wait from now on.
    public func hold(_ href: String) {
        self.state.withLock { state in _ = state.held.insert(href) }
    }

    /// Lets the requests for `href` that wait go on, and later ones pass.
    public func release(_ href: String) {
        let waiting = self.state.withLock { state in
            state.held.remove(href)
            let ids = state.gates.filter { $0.value.href == href }.keys.sorted()
            return ids.compactMap { state.gates.removeValue(forKey: $0)?.continuation }
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Returns once `count` requests for `href` have come, held ones included.
    public func arrival(of href: String, count: Int = 1) async {
        await withCheckedContinuation { continuation in
            let isThere = self.state.withLock { state in
                if state.requests.lazy.filter({ $0.url.href == href }).count >= count { return true }
                state.arrivals.append(Arrival(href: href, count: count, continuation: continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    /// All requests so far, in order.
    public var requests: [FetchRequest] { self.state.withLock { $0.requests } }

    /// The hrefs of all requests so far, in order.
    public var requestedHrefs: [String] { self.requests.map(\.url.href) }

    /// The most requests that were in flight at the same time.
    public var peakInFlight: Int { self.state.withLock { $0.peak } }

    /// What the script has for the URL, once nobody holds it.
    public func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
        let href = request.url.href
        let number = self.arrived(request)
        defer { self.state.withLock { $0.inFlight -= 1 } }
        await self.pass(number, href)
        if Task.isCancelled { throw FetchError(.cancelled, "cancelled") }
        switch self.answer(to: href) {
        case .failure(let error): throw error
        case .response(let response): return response.cut(for: request)
        }
    }

    private func arrived(_ request: FetchRequest) -> Int {
        let (number, arrivals) = self.state.withLock { state in
            state.requests.append(request)
            state.inFlight += 1
            state.peak = max(state.peak, state.inFlight)
            let href = request.url.href
            let count = state.requests.lazy.filter { $0.url.href == href }.count
            let due = state.arrivals.filter { $0.href == href && $0.count <= count }
            state.arrivals.removeAll { $0.href == href && $0.count <= count }
            let number = state.requests.count
            if state.held.contains(href) { state.gates[number] = Gate(href: href) }
            return (number, due.map(\.continuation))
        }
        for arrival in arrivals { arrival.resume() }
        return number
    }

    /// Waits while request `number` is held and its task is not cancelled.
    private func pass(_ number: Int, _ href: String) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOpen = self.state.withLock { state in
                    guard state.gates[number] != nil, !Task.isCancelled else { return true }
                    state.gates[number]?.continuation = continuation
                    return false
                }
                if isOpen { continuation.resume() }
            }
        } onCancel: {
            self.state.withLock { $0.gates.removeValue(forKey: number)?.continuation }?.resume()
        }
    }

    private func answer(to href: String) -> Answer {
        self.state.withLock { state in
            guard let answers = state.script[href], let first = answers.first else { return .status(404) }
            if answers.count > 1 { state.script[href] = Array(answers.dropFirst()) }
            return first
        }
    }
}
