internal import CLibCurl
internal import SkitterCore

extension CurlTransfer {
    /// What a handle was told last.
    struct Told {
        var fields: HTTPFields?
        var timeout: Duration?
        var proxy: String?
        var usesTLS: Bool?
        var hasTarget = false
        var isFresh = false
        var keepsWire = false
        var keepsConnection = true
        var takesNamesForLasting = false
    }

    /// How long a connection stays open without a request: longer than the pauses of polite crawling (30 s at most), so that
    /// a host that is still asked keeps its own, and one with nothing queued does not for long.
    private static let longestIdle = 60

    /// libcurl allocates this for each transfer and frees it at its end. Beyond 64 KiB glibc would tidy up its heap each time.
    private static let bufferBytes = 32 * 1024

    /// What stays the same for all uses.
    func setUp(_ configuration: CurlSessionConfiguration) {
        let me = Unmanaged.passUnretained(self).toOpaque()
        skitter_easy_set_pointer(self.easy, CURLOPT_PRIVATE, me)
        skitter_easy_set_data(self.easy, CURLOPT_HEADERFUNCTION, curlHeadCame)
        skitter_easy_set_pointer(self.easy, CURLOPT_HEADERDATA, me)
        skitter_easy_set_data(self.easy, CURLOPT_WRITEFUNCTION, curlBodyCame)
        skitter_easy_set_pointer(self.easy, CURLOPT_WRITEDATA, me)
        skitter_easy_set_open_socket(self.easy, curlOpensSocket)
        skitter_easy_set_pointer(self.easy, CURLOPT_OPENSOCKETDATA, me)
        skitter_easy_set_close_socket(self.easy, curlClosesSocket)
        skitter_easy_set_pointer(
            self.easy, CURLOPT_CLOSESOCKETDATA, Unmanaged.passUnretained(self.wiring).toOpaque())
        skitter_easy_set_debug(self.easy, curlTells)
        skitter_easy_set_pointer(self.easy, CURLOPT_DEBUGDATA, me)
        let judge = skitter_easy_set_before_request(self.easy, curlWillSend)
        skitter_easy_set_pointer(self.easy, CURLOPT_PREREQDATA, me)
        // Without this call connections that are used again would go unjudged.
        precondition(judge == CURLE_OK, "libcurl 7.80 or later is needed")
        // Signals belong to the program; redirects, cookies and other protocols to nobody.
        self.set(CURLOPT_NOSIGNAL, 1)
        self.set(CURLOPT_FOLLOWLOCATION, 0)
        self.set(CURLOPT_PROTOCOLS_STR, "http,https")
        self.set(CURLOPT_HTTP09_ALLOWED, 0)
        self.set(CURLOPT_PATH_AS_IS, 1)
        self.set(CURLOPT_NETRC, 0)
        self.set(CURLOPT_QUICK_EXIT, 1)
        self.set(CURLOPT_TCP_NODELAY, 1)
        // In seconds. libcurl closes one that is idle for longer when it looks for room, once a second.
        self.set(CURLOPT_MAXAGE_CONN, CurlTransfer.longestIdle)
        // Framing and codings are undone here: strictly, within limits, and with the bytes on the wire counted.
        self.set(CURLOPT_HTTP_TRANSFER_DECODING, 0)
        self.set(CURLOPT_HTTP_CONTENT_DECODING, 0)
        self.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        self.set(CURLOPT_BUFFERSIZE, CurlTransfer.bufferBytes)
        self.set(CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeout.curlMilliseconds)
        if !configuration.verifiesTLS {
            self.set(CURLOPT_SSL_VERIFYPEER, 0)
            self.set(CURLOPT_SSL_VERIFYHOST, 0)
        }
        if let file = configuration.certificateFile { self.set(CURLOPT_CAINFO, file) }
        // Which proxy serves a request is decided here, for each: libcurl is to read no environment.
        self.set(CURLOPT_PROXY, "")
        self.set(CURLOPT_NOPROXY, "")
    }

    /// What differs from one use to the next.
    func tell(_ request: FetchRequest, proxy: String?) {
        let url = request.url.hasCredentials ? request.url.withoutCredentials() : request.url
        if request.fields != self.told.fields { self.send(request.fields) }
        if request.timeout != self.told.timeout {
            self.told.timeout = request.timeout
            self.set(CURLOPT_TIMEOUT_MS, request.timeout.curlMilliseconds)
        }
        if request.keepsWire != self.told.keepsWire {
            self.told.keepsWire = request.keepsWire
            // libcurl tells what it sends only where it tells everything.
            self.set(CURLOPT_VERBOSE, request.keepsWire ? 1 : 0)
        }
        self.usesProxy = proxy != nil
        if proxy != self.told.proxy {
            self.told.proxy = proxy
            self.set(CURLOPT_PROXY, proxy ?? "")
        }
        let usesTLS = url.scheme == "https"
        if usesTLS != self.told.usesTLS {
            self.told.usesTLS = usesTLS
            self.set(CURLOPT_HTTP_VERSION, usesTLS ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1)
            // The second request to a host waits for the first connection, to share it where that speaks HTTP/2.
            self.set(CURLOPT_PIPEWAIT, usesTLS ? 1 : 0)
        }
        self.set(CURLOPT_URL, url.withoutFragment().href)
        self.tellTarget(of: url)
        if self.told.isFresh { self.takeFreshConnection(false) }
        self.keepConnection(true)
    }

    /// A connection is made for this use.
    func connectionOpened(_ socket: CInt) {
        self.keepConnection(self.wiring.opened(socket))
    }

    private func keepConnection(_ isKept: Bool) {
        guard isKept != self.told.keepsConnection else { return }
        self.told.keepsConnection = isKept
        self.set(CURLOPT_FORBID_REUSE, isKept ? 0 : 1)
    }

    /// Whether libcurl must make a new connection.
    func takeFreshConnection(_ isFresh: Bool) {
        self.told.isFresh = isFresh
        self.set(CURLOPT_FRESH_CONNECT, isFresh ? 1 : 0)
    }

    /// Whether what libcurl remembers of hosts is what it was told, so that it needs no look at the age of each before every
    /// request: with thousands of hosts that costs a millisecond. Names that it looks up itself grow old.
    func takeNamesForLasting(_ isLasting: Bool) {
        guard isLasting != self.told.takesNamesForLasting else { return }
        self.told.takesNamesForLasting = isLasting
        self.set(CURLOPT_DNS_CACHE_TIMEOUT, isLasting ? -1 : CurlTransfer.lookUpSeconds)
    }

    /// What libcurl looked up itself is good for so long: its own default.
    private static let lookUpSeconds = 60

    /// Tells libcurl what to remember of hosts, from this use on.
    func resolve(_ entries: [String]) {
        if self.resolveList != nil {
            skitter_easy_set_list(self.easy, CURLOPT_RESOLVE, nil)
            curl_slist_free_all(self.resolveList)
            self.resolveList = nil
        }
        guard !entries.isEmpty else { return }
        for entry in entries { self.resolveList = curl_slist_append(self.resolveList, entry) }
        skitter_easy_set_list(self.easy, CURLOPT_RESOLVE, self.resolveList)
    }

    /// libcurl sends the target as the URL has it, but for the `?` of an empty query. A proxy is told the whole URL.
    private func tellTarget(of url: CrawlURL) {
        let isAltered = url.hrefUTF8.contains(UInt8(ascii: "?")) && url.search.isEmpty && !self.usesProxy
        guard isAltered || self.told.hasTarget else { return }
        self.told.hasTarget = isAltered
        skitter_easy_set_text(self.easy, CURLOPT_REQUEST_TARGET, isAltered ? url.requestTarget : nil)
    }

    /// The fields of the next request; nearly always those of the last.
    private func send(_ fields: HTTPFields) {
        var list = curl_slist_append(nil, "Accept-Encoding: " + ContentCoding.offered)
        var cookies: [String] = []
        for field in fields.fields where !CurlTransfer.isOurs(field.name) {
            if HTTPFields.equalNames(field.name, "Cookie") {
                cookies.append(field.value)
                continue
            }
            // libcurl sends an empty value only where a semicolon stands for the colon.
            let line = field.value.isEmpty ? field.name + ";" : field.name + ": " + field.value
            list = curl_slist_append(list, line)
        }
        // One line, as a user agent must send them (RFC 6265, section 5.4).
        if !cookies.isEmpty { list = curl_slist_append(list, "Cookie: " + cookies.joined(separator: "; ")) }
        skitter_easy_set_list(self.easy, CURLOPT_HTTPHEADER, list)
        curl_slist_free_all(self.fieldList)
        self.fieldList = list
        self.told.fields = fields
    }

    /// Fields that a session must send itself, or that would change how the message is framed.
    private static func isOurs(_ name: String) -> Bool {
        [
            "host", "accept-encoding", "connection", "transfer-encoding", "content-length", "expect", "te", "upgrade",
        ].contains { HTTPFields.equalNames(name, $0) }
    }

    private func set(_ option: CURLoption, _ value: Int) {
        skitter_easy_set_long(self.easy, option, value)
    }

    private func set(_ option: CURLoption, _ value: String) {
        skitter_easy_set_text(self.easy, option, value)
    }
}

extension Duration {
    /// Milliseconds for libcurl: rounded up, at least 1 (0 means none), at most what fits its type everywhere.
    var curlMilliseconds: Int {
        let (sum, overflow) = self.wholeNanoseconds.addingReportingOverflow(999_999)
        return overflow ? Int(Int32.max) : max(1, min(Int(Int32.max), Int(sum / 1_000_000)))
    }
}
