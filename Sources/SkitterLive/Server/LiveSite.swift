package import SkitterCore
internal import SkitterReport

/// What the live server answers to whom. Pure: the view comes in, the answer goes out.
package struct LiveSite: Sendable {
    /// What is to be done with a request.
    package enum Action: Sendable {
        /// Answer it so; a POST of a known action has `command` obeyed first.
        case answer(LiveAnswer, command: CrawlCommand? = nil)
        /// Answer it with the page.
        case page
        /// Answer it from the next view of the crawl.
        case wait
        /// It listens to events from now on.
        case listen
    }

    private let guardian: LiveGuard
    private let offer: LiveEndpoint.Offer
    /// What is crawled, in words.
    private let title: String
    private let transport: String

    package init(guard guardian: LiveGuard, offer: LiveEndpoint.Offer, title: String, transport: String) {
        self.guardian = guardian
        self.offer = offer
        self.title = title
        self.transport = transport
    }

    /// What is to be done with `request`, while `listeners` listen.
    package func action(for request: LiveRequest, listeners: Int) -> Action {
        if let obstacle = self.guardian.obstacle(to: request) { return .answer(LiveAnswer(obstacle)) }
        let isDashboard = self.offer.contains(.dashboard)
        switch request.path {
        case "/metrics":
            return request.method == "POST" ? .answer(LiveAnswer(.methodNotAllowed)) : .wait
        case "/" where isDashboard:
            guard request.method != "POST" else { return .answer(LiveAnswer(.methodNotAllowed)) }
            return .page
        case "/snapshot.json" where isDashboard:
            return request.method == "POST" ? .answer(LiveAnswer(.methodNotAllowed)) : .wait
        case "/events" where isDashboard:
            guard request.method == "GET" else { return .answer(LiveAnswer(.methodNotAllowed)) }
            return listeners < LiveSite.listenerLimit ? .listen : .answer(LiveAnswer(.busy))
        case "/pause" where isDashboard: return LiveSite.obey(request) { _ in .pause }
        case "/resume" where isDashboard: return LiveSite.obey(request) { _ in .resume }
        case "/stop" where isDashboard: return LiveSite.obey(request) { _ in .stop }
        case "/park" where isDashboard:
            return LiveSite.obey(request) { LiveSite.pattern(of: $0).map { .park(Parking($0, isParked: true)) } }
        case "/unpark" where isDashboard:
            return LiveSite.obey(request) { LiveSite.pattern(of: $0).map { .park(Parking($0, isParked: false)) } }
        default:
            return .answer(LiveAnswer(.notFound))
        }
    }

    /// A request that steers the crawl, as `command` reads it.
    private static func obey(_ request: LiveRequest, _ command: (LiveRequest) -> CrawlCommand?) -> Action {
        guard request.method == "POST" else { return .answer(LiveAnswer(.methodNotAllowed)) }
        guard let command = command(request) else { return .answer(LiveAnswer(.badRequest)) }
        return .answer(LiveAnswer(.noContent, body: ""), command: command)
    }

    /// The pattern that a request means; nil where it names none.
    private static func pattern(of request: LiveRequest) -> String? {
        guard let text = request.text("pattern"), TrapPattern.mayBeText(text) else { return nil }
        return text
    }

    /// More do not listen at a time.
    package static let listenerLimit = 32

    /// The answer to a request that waited for a view.
    package func answer(_ request: LiveRequest, _ view: CrawlView) -> LiveAnswer {
        guard request.path == "/metrics" else {
            return LiveAnswer(
                .ok, contentType: "application/json",
                body: String(decoding: LiveEvent.json(view, title: self.title), as: UTF8.self) + "\n")
        }
        return LiveAnswer(
            .ok, contentType: "text/plain; version=0.0.4; charset=utf-8",
            body: PrometheusReport.text(view, transport: self.transport, top: 100))
    }

    /// `view` as an event of the stream.
    package func event(_ view: CrawlView) -> [UInt8] {
        Array("data: ".utf8) + LiveEvent.json(view, title: self.title) + Array("\n\n".utf8)
    }
}
