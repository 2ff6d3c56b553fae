internal import SkitterCore
internal import SkitterEngine
internal import SkitterFetchCurl
internal import SkitterFetchURLSession

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The sessions of one crawl, of the kind that its configuration asks for.
struct Transport: Sendable {
    /// How the manifest names it.
    let name: String
    /// Leases the sessions.
    let pool: SessionPool
    /// Where the run loop runs, so that no visit wakes another thread; nil for the global pool.
    let executor: (any TaskExecutor)?
    private let loops: [CurlLoop]

    init(_ http: CrawlConfiguration.HTTP) {
        switch http.transport {
        case .urlsession:
            self.name = "urlsession"
            self.pool = SessionPool(concurrency: http.concurrency) { _ in SessionPool.Member(URLSessionHTTPSession()) }
            self.executor = nil
            self.loops = []
        case .automatic, .curl:
            self.name = "curl"
            let configuration = Transport.curlConfiguration(http)
            let count = min(http.loops ?? Transport.cores, http.concurrency)
            let sessions = (0..<count).map { _ in CurlHTTPSession(configuration) }
            self.pool = SessionPool(
                concurrency: http.concurrency, capacity: (http.concurrency + count - 1) / count
            ) { index in
                SessionPool.Member(sessions[index], executor: sessions[index].loop.loop)
            }
            self.executor = sessions[0].loop.loop
            self.loops = sessions.map(\.loop)
        }
    }

    /// Ends the threads of the sessions; nothing may be in flight.
    func end() {
        for loop in self.loops { loop.end() }
    }

    private static func curlConfiguration(_ http: CrawlConfiguration.HTTP) -> CurlSessionConfiguration {
        var configuration = CurlSessionConfiguration()
        configuration.connectTimeout = http.connectTimeout
        configuration.maxConnections = max(256, http.concurrency * 2)
        configuration.verifiesTLS = http.verifiesTLS
        configuration.certificateFile = http.certificateFile
        configuration.proxy = http.proxy
        return configuration
    }

    private static var cores: Int { max(1, sysconf(CInt(_SC_NPROCESSORS_ONLN))) }
}
