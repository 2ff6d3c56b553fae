package import SkitterCore

/// How the sessions of a crawl connect. `init()` gives what curl would do with TLS verified, no proxy and no credentials.
package struct CurlSessionConfiguration: Sendable {
    /// How much of a response is read.
    package var limits = ResponseLimits()
    /// A connection is made within this time, TLS included. 10 s.
    package var connectTimeout: Duration = .seconds(10)
    /// Connections that stay open, idle ones included; while there are as many, a new one is closed behind its request.
    package var maxConnections = 1024
    /// Whether certificates are verified. Off only where the user says so.
    package var verifiesTLS = true
    /// A file of certificates (PEM) to trust instead of the system's; nil for the system's.
    package var certificateFile: String?
    /// A proxy (`http://`, `https://`, `socks5://`, `socks5h://`), or nil for what the environment names (`http_proxy`,
    /// `https_proxy`, `all_proxy`, `no_proxy`).
    package var proxy: String?
    /// Whether proxies of the environment are used.
    package var usesEnvironmentProxy = true
    /// Judges the address and port that a connection is about to be made to for a request that names no addresses
    /// (``SkitterCore/FetchRequest/addresses``); those that it names are the only ones it may go to.
    package var permits: @Sendable (IPAddress, UInt16) -> Bool = { _, _ in true }

    package init() {}
}
