internal import Skitter
internal import SkitterBench
internal import SkitterCore
internal import SkitterLive

/// The live server of a crawl, where its options ask for one.
struct LiveService {
    /// What the run is steered by.
    let control: CrawlControl
    private let server: LiveServer
    private let names: [String]

    /// Listens where `options` say; nil where they say nothing.
    init?(_ options: CrawlOutputOptions, title: String, transport: String) throws(CommandFailure) {
        var endpoints: [LiveEndpoint] = []
        var names: [String] = []
        for (name, text, offer) in [
            ("metrics", options.metrics, LiveEndpoint.Offer.metrics), ("dashboard", options.dashboard, .dashboard),
        ] {
            guard let text else { continue }
            guard let endpoint = LiveEndpoint(text, offer: offer) else {
                throw CommandFailure(
                    .usage,
                    "--\(name) '\(text)' is no HOST:PORT: HOST is an address, in brackets for IPv6, or localhost")
            }
            // One place may serve both: the page's server has the metrics, too.
            if let same = endpoints.firstIndex(where: { $0.port != 0 && $0.isAt(endpoint) }) {
                endpoints[same].offer.formUnion(offer)
                names[same] += " and \(name)"
            } else {
                endpoints.append(endpoint)
                names.append(name)
            }
        }
        if endpoints.isEmpty { return nil }
        let control = CrawlControl()
        do throws(LiveServerError) {
            self.server = try LiveServer(endpoints, title: title, transport: transport) { control.send($0) }
        } catch {
            throw CommandFailure(.inputOutput, error.description)
        }
        self.control = control
        self.names = names
    }

    /// Watches the run.
    var viewer: any CrawlViewer { self.server }

    /// Begins to answer, and says where: who asked for a free port, or needs a token, hears of it nowhere else.
    func start() {
        self.server.start()
        for (name, address) in zip(self.names, self.server.addresses) { Terminal.say("skitter: \(name) at \(address)") }
    }

    /// The crawl is over: whoever listens hears its end.
    func end() {
        self.server.end()
    }
}
