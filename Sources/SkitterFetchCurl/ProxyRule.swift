internal import Glibc
internal import SkitterCore

/// Decides through which proxy a request goes, by the rules that curl and wget share.
struct ProxyRule: Sendable {
    private var http: String?
    private var https: String?
    private var exceptions: [String] = []
    private var isForNobody = false

    init(_ configuration: CurlSessionConfiguration) {
        if let proxy = configuration.proxy {
            let url = proxy.isEmpty ? nil : proxy
            self.http = url
            self.https = url
        } else if configuration.usesEnvironmentProxy {
            let all = Self.variable("all_proxy") ?? Self.variable("ALL_PROXY")
            // Upper case is not read: a CGI program's HTTP_PROXY is a request's field `Proxy` (httpoxy).
            self.http = Self.variable("http_proxy") ?? all
            self.https = Self.variable("https_proxy") ?? Self.variable("HTTPS_PROXY") ?? all
        }
        let list = Self.variable("no_proxy") ?? Self.variable("NO_PROXY") ?? ""
        self.setExceptions(list.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init))
    }

    /// The proxy for `url`, or nil where the request goes to the host itself.
    func proxy(for url: CrawlURL) -> String? {
        guard let proxy = url.scheme == "https" ? self.https : self.http else { return nil }
        if self.isForNobody { return nil }
        if self.exceptions.isEmpty { return proxy }
        let host = Self.bare(url.hostname)
        return self.exceptions.contains { host == $0 || host.hasSuffix("." + $0) } ? nil : proxy
    }

    private mutating func setExceptions(_ list: [String]) {
        self.isForNobody = list.contains("*")
        self.exceptions = list.map { Self.bare($0.lowercased()) }.filter { !$0.isEmpty }
    }

    /// Without brackets, a leading dot or a trailing one.
    private static func bare(_ host: String) -> String {
        var host = host[...]
        if host.hasPrefix("[") { host = host.dropFirst().prefix { $0 != "]" } }
        while host.hasPrefix(".") { host.removeFirst() }
        if host.hasSuffix(".") { host.removeLast() }
        return String(host)
    }

    private static func variable(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }
}
