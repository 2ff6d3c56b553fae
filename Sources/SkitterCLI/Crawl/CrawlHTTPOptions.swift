internal import ArgumentParser
internal import Skitter
internal import SkitterCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

struct CrawlHTTPOptions: ParsableArguments {
    @Option(name: [.short, .long], help: ArgumentHelp("Requests in flight in all.", valueName: "N"))
    var concurrency = 32

    @Option(
        name: [.customShort("m"), .long],
        help: ArgumentHelp("Longest time for one request, connecting and body included.", valueName: "TIME"))
    var timeout = DurationValue(.seconds(30))

    @Option(
        help: ArgumentHelp("Tries after the first, on 408, 429, 500, 502, 503, 504 and network errors.", valueName: "N")
    )
    var retries = 2

    @Option(help: ArgumentHelp("Redirects in a row.", valueName: "N"))
    var maxRedirects = 10

    @Option(help: ArgumentHelp("Cut bodies here, after decompression (64K 10M 1G).", valueName: "SIZE"))
    var maxBody = SizeValue(10 * 1024 * 1024)

    @Option(
        name: [.customShort("H"), .long],
        help: ArgumentHelp("Send this header field too (may be repeated).", valueName: "'NAME: VALUE'"))
    var header: [String] = []

    @Option(
        help: ArgumentHelp(
            "Send this header field to this host, or to all below *.DOMAIN (may be repeated).",
            valueName: "'HOST=NAME: VALUE'"))
    var headerOf: [HostValue<String>] = []

    @Option(
        name: [.customShort("u"), .long],
        help: ArgumentHelp("Basic credentials for the origins of the seeds, and for no other.", valueName: "USER:PASS"))
    var user: String?

    @Flag(help: "Take credentials for the hosts of the seeds from ~/.netrc.")
    var netrc = false

    @Option(help: ArgumentHelp("Take them from this file instead.", valueName: "FILE"), completion: .file())
    var netrcFile: String?

    @Option(help: "Who fetches: auto (curl), curl (libcurl on event loops), urlsession (Foundation's URLSession).")
    var transport = CrawlConfiguration.Transport.automatic

    @Option(
        help: ArgumentHelp(
            "Who fetches from this host, or from all below *.DOMAIN (may be repeated).", valueName: "HOST=TRANSPORT"))
    var transportOf: [HostValue<CrawlConfiguration.Transport>] = []

    @Option(
        help: ArgumentHelp(
            "Event loops of curl, each with a thread (default: one a core, and at least 16 requests for each).",
            valueName: "N"))
    var loops: Int?

    @Option(help: ArgumentHelp("Longest time to connect, TLS included (curl).", valueName: "TIME"))
    var connectTimeout = DurationValue(.seconds(10))

    @Option(
        help: ArgumentHelp(
            "Take these for the addresses of a host, on all its ports (curl; may be repeated).",
            valueName: "HOST:PORT:ADDR"))
    var resolve: [String] = []

    @Option(
        name: [.customShort("x"), .long],
        help: ArgumentHelp(
            "Proxy, http:// or socks5:// (curl; default: what http_proxy, https_proxy, all_proxy and no_proxy say).",
            valueName: "URL"))
    var proxy: String?

    @Flag(name: [.customShort("k"), .long], help: "Do not verify certificates (curl).")
    var insecure = false

    @Option(
        help: ArgumentHelp("Trust the certificates in this file (PEM) only (curl).", valueName: "FILE"),
        completion: .file())
    var cacert: String?

    @Flag(inversion: .prefixedNo, help: "Keep cookies and send them (RFC 6265).")
    var cookies = false

    @Option(help: "Who reads the tags in which links stand: libxml2, tokenizer (faster, the same answers).")
    var parser = CrawlConfiguration.Parser.libxml2

    func apply(to configuration: inout CrawlConfiguration) throws(CommandFailure) {
        configuration.http.concurrency = self.concurrency
        configuration.http.timeout = self.timeout.duration
        configuration.http.retries = self.retries
        configuration.http.maxRedirects = self.maxRedirects
        configuration.http.maxBodyBytes = self.maxBody.bytes
        configuration.http.userPassword = self.user
        if self.netrc || self.netrcFile != nil {
            let home = getenv("HOME").map { String(cString: $0) } ?? "."
            configuration.http.netrc = try InputFile.read(self.netrcFile ?? home + "/.netrc")
        }
        configuration.http.transport = self.transport
        for own in self.transportOf { configuration.http.hostTransports[own.host] = own.value }
        configuration.http.loops = self.loops
        configuration.http.connectTimeout = self.connectTimeout.duration
        configuration.http.proxy = self.proxy
        for text in self.resolve {
            do {
                configuration.http.resolve.append(try ResolveOverride(text))
            } catch {
                throw CommandFailure(.usage, "--resolve \(error)")
            }
        }
        configuration.http.verifiesTLS = !self.insecure
        configuration.http.certificateFile = self.cacert
        configuration.http.keepsCookies = self.cookies
        configuration.http.parser = self.parser
        for line in self.header {
            try CrawlHTTPOptions.add(line, to: &configuration.http.fields, of: "--header '\(line)'")
        }
        for own in self.headerOf {
            try CrawlHTTPOptions.add(
                own.value, to: &configuration.http.hostFields[own.host, default: HTTPFields()],
                of: "--header-of '\(own.host)=\(own.value)'")
        }
    }

    private static func add(_ line: String, to fields: inout HTTPFields, of option: String) throws(CommandFailure) {
        guard let colon = line.firstIndex(of: ":") else {
            throw CommandFailure(
                .usage, "\(option) is not a header field: a name, a colon, and a value on one line")
        }
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        fields.append(name: String(line[..<colon]), value: String(value))
    }
}
