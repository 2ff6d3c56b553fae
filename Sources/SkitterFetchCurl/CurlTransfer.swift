internal import CLibCurl
internal import Glibc
internal import SkitterCore

/// One use of an easy handle: what has come so far, and why it was ended. Confined to its event loop: libcurl's callbacks
/// reach it through a pointer while the actor that owns it calls libcurl.
final class CurlTransfer {
    let easy: UnsafeMutableRawPointer
    let slot: Int
    private let permits: @Sendable (IPAddress, UInt16) -> Bool
    private let limits: ResponseLimits
    /// Whether connections may go to a proxy, of whose targets nobody here knows the address.
    private let usesProxy: Bool
    /// The text of libcurl's last error.
    private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    /// Counts the uses of the handle.
    var generation: UInt64 = 0
    var continuation: CheckedContinuation<Result<FetchResponse, FetchError>, Never>?
    private var head: ResponseHead
    private var body: [UInt8] = []
    private var bodyLimitBytes = 0
    private var wanted = WantedBodies.all
    /// Set when the head is complete and the body is read only to keep the connection.
    private var isDraining = false
    private var truncation: Truncation?
    private var failure: FetchError?
    private var fieldList: UnsafeMutablePointer<curl_slist>?
    private var resolveList: UnsafeMutablePointer<curl_slist>?
    private var sentFields = HTTPFields()
    private var started = ContinuousClock.now
    /// Where the request may go; empty for anywhere.
    private var addresses: [IPAddress] = []

    init(slot: Int, configuration: CurlSessionConfiguration) {
        guard let easy = curl_easy_init() else { preconditionFailure("libcurl has no memory for a handle") }
        self.easy = easy
        self.slot = slot
        self.limits = configuration.limits
        self.permits = configuration.permits
        self.usesProxy = configuration.mayUseProxy
        self.head = ResponseHead(limits: configuration.limits)
        self.errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        self.setUp(configuration)
    }

    deinit {
        curl_easy_cleanup(self.easy)
        curl_slist_free_all(self.fieldList)
        curl_slist_free_all(self.resolveList)
        self.errorText.deallocate()
    }

    /// What stays the same for all uses.
    private func setUp(_ configuration: CurlSessionConfiguration) {
        let me = Unmanaged.passUnretained(self).toOpaque()
        skitter_easy_set_pointer(self.easy, CURLOPT_PRIVATE, me)
        skitter_easy_set_pointer(self.easy, CURLOPT_ERRORBUFFER, self.errorText)
        skitter_easy_set_data(self.easy, CURLOPT_HEADERFUNCTION, curlHeadCame)
        skitter_easy_set_pointer(self.easy, CURLOPT_HEADERDATA, me)
        skitter_easy_set_data(self.easy, CURLOPT_WRITEFUNCTION, curlBodyCame)
        skitter_easy_set_pointer(self.easy, CURLOPT_WRITEDATA, me)
        skitter_easy_set_open_socket(self.easy, curlOpensSocket)
        skitter_easy_set_pointer(self.easy, CURLOPT_OPENSOCKETDATA, me)
        // Signals belong to the program; redirects, cookies and other protocols to nobody.
        self.set(CURLOPT_NOSIGNAL, 1)
        self.set(CURLOPT_FOLLOWLOCATION, 0)
        self.set(CURLOPT_PROTOCOLS_STR, "http,https")
        self.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
        self.set(CURLOPT_HTTP09_ALLOWED, 0)
        self.set(CURLOPT_PATH_AS_IS, 1)
        self.set(CURLOPT_NETRC, 0)
        self.set(CURLOPT_QUICK_EXIT, 1)
        self.set(CURLOPT_TCP_NODELAY, 1)
        self.set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate, br, zstd")
        self.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        self.set(CURLOPT_BUFFERSIZE, 64 * 1024)
        self.set(CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeout.curlMilliseconds)
        if !configuration.verifiesTLS {
            self.set(CURLOPT_SSL_VERIFYPEER, 0)
            self.set(CURLOPT_SSL_VERIFYHOST, 0)
        }
        if let file = configuration.certificateFile { self.set(CURLOPT_CAINFO, file) }
        if let proxy = configuration.proxy {
            self.set(CURLOPT_PROXY, proxy)
        } else if !configuration.usesEnvironmentProxy {
            self.set(CURLOPT_PROXY, "")
        }
    }

    func set(_ option: CURLoption, _ value: Int) {
        skitter_easy_set_long(self.easy, option, value)
    }

    func set(_ option: CURLoption, _ value: String) {
        skitter_easy_set_text(self.easy, option, value)
    }

    // MARK: - A use

    /// Prepares the handle for `request`, which is http(s) and whose fields are safe to send.
    func begin(
        _ request: FetchRequest, _ continuation: CheckedContinuation<Result<FetchResponse, FetchError>, Never>
    ) {
        self.generation += 1
        self.continuation = continuation
        self.head = ResponseHead(limits: self.limits)
        self.body = []
        self.bodyLimitBytes = request.bodyLimitBytes
        self.wanted = request.wanted
        self.isDraining = false
        self.truncation = nil
        self.failure = nil
        self.addresses = request.addresses
        self.errorText[0] = 0
        self.started = ContinuousClock.now
        // The target goes out byte for byte as the URL has it, whatever libcurl thinks of it.
        self.set(CURLOPT_URL, request.url.origin + "/")
        self.set(CURLOPT_REQUEST_TARGET, request.url.requestTarget)
        self.set(CURLOPT_TIMEOUT_MS, request.timeout.curlMilliseconds)
        if request.fields != self.sentFields || self.fieldList == nil { self.send(request.fields) }
    }

    /// Tells libcurl the addresses of `place`, a host and port, from the next transfer on.
    func resolve(_ place: String, to addresses: [IPAddress]) {
        curl_slist_free_all(self.resolveList)
        let list = addresses.map { $0.v4 == nil ? "[\($0)]" : "\($0)" }.joined(separator: ",")
        self.resolveList = curl_slist_append(nil, "\(place):\(list)")
        skitter_easy_set_list(self.easy, CURLOPT_RESOLVE, self.resolveList)
    }

    /// The fields of the next request; nearly always those of the last.
    private func send(_ fields: HTTPFields) {
        curl_slist_free_all(self.fieldList)
        self.fieldList = nil
        self.sentFields = fields
        for field in fields.fields where !CurlTransfer.isOurs(field.name) {
            // libcurl sends an empty value only where a semicolon stands for the colon.
            let line = field.value.isEmpty ? field.name + ";" : field.name + ": " + field.value
            self.fieldList = curl_slist_append(self.fieldList, line)
        }
        skitter_easy_set_list(self.easy, CURLOPT_HTTPHEADER, self.fieldList)
    }

    /// Fields that a session must send itself.
    private static func isOurs(_ name: String) -> Bool {
        ["host", "accept-encoding", "connection", "transfer-encoding", "content-length"].contains {
            HTTPFields.equalNames(name, $0)
        }
    }

    /// Ends the use; whoever waits gets `result`.
    func finish(_ result: Result<FetchResponse, FetchError>) {
        let waiting = self.continuation
        self.continuation = nil
        self.body = []
        waiting?.resume(returning: result)
    }

    // MARK: - libcurl's callbacks

    /// A line of a head. Returns whether the transfer goes on.
    func headCame(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        switch self.head.received(line) {
        case .next:
            return true
        case .broken(let reason):
            self.failure = FetchError(.badResponse, reason)
            return false
        case .complete:
            return self.headIsComplete()
        }
    }

    private func headIsComplete() -> Bool {
        if [301, 302, 303, 307, 308].contains(self.head.status), self.head.fields["Location"] != nil {
            self.bodyLimitBytes = min(self.bodyLimitBytes, self.limits.redirectBytes)
            return true
        }
        let length = self.head.fields["Content-Length"].flatMap { Int($0) }
        let isWanted = self.wanted.includes(contentType: self.head.fields["Content-Type"])
        guard isWanted else {
            self.truncation = .unwanted
            self.isDraining = true
            guard let length, length <= self.limits.drainBytes else { return false }
            return true
        }
        if let length, self.head.fields["Content-Encoding"] == nil {
            self.body.reserveCapacity(min(length, self.bodyLimitBytes, 1 << 20))
        }
        return true
    }

    /// Some bytes of body, decompressed. Returns whether the transfer goes on.
    func bodyCame(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if self.isDraining { return true }
        let room = self.bodyLimitBytes - self.body.count
        if bytes.count > room {
            self.body.append(contentsOf: bytes[..<max(0, room)])
            self.truncation = .length
            return false
        }
        self.body.append(contentsOf: bytes)
        if self.body.count > self.limits.ratioFromBytes, self.body.count / self.limits.ratio > self.wireBytes {
            self.truncation = .ratio
            return false
        }
        return true
    }

    /// Whether a connection may be made to this address.
    func mayConnect(to address: IPAddress, port: UInt16) -> Bool {
        if self.usesProxy { return true }
        guard self.addresses.isEmpty || self.addresses.contains(address), self.permits(address, port) else {
            self.failure = FetchError(.refused, "a connection to \(address) port \(port) is not permitted")
            return false
        }
        return true
    }

    // MARK: - The end

    private var wireBytes: Int {
        var count: curl_off_t = 0
        skitter_easy_get_offset(self.easy, CURLINFO_SIZE_DOWNLOAD_T, &count)
        return Int(count)
    }

    /// What the transfer came to, now that libcurl says `code`.
    func result(_ code: CURLcode) -> Result<FetchResponse, FetchError> {
        if let failure = self.failure { return .failure(failure) }
        guard self.head.isComplete else { return .failure(self.error(code)) }
        if self.truncation == nil, code != CURLE_OK {
            switch code {
            case CURLE_OPERATION_TIMEDOUT: self.truncation = .time
            case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING: self.truncation = .disconnect
            case CURLE_RECV_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM:
                if self.saysChunk { return .failure(self.error(code)) }
                self.truncation = .disconnect
            default: return .failure(self.error(code))
            }
        }
        return .success(self.response())
    }

    private func response() -> FetchResponse {
        var response = FetchResponse(
            status: self.head.status, fields: self.head.fields, body: self.truncation == .unwanted ? [] : self.body,
            totalTime: self.started.duration(to: .now))
        response.truncation = self.truncation
        response.rawHead = self.head.raw
        response.wireBytes = self.wireBytes
        response.timeToFirstByte = self.time(CURLINFO_STARTTRANSFER_TIME_T)
        response.timings = FetchTimings(
            resolved: self.time(CURLINFO_NAMELOOKUP_TIME_T), connected: self.time(CURLINFO_CONNECT_TIME_T),
            secured: self.time(CURLINFO_APPCONNECT_TIME_T))
        var text: UnsafeMutablePointer<CChar>?
        skitter_easy_get_text(self.easy, CURLINFO_PRIMARY_IP, &text)
        if let text {
            let host = String(cString: text)
            response.remoteAddress = IPAddress(urlHost: host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host)
        }
        var port = 0
        skitter_easy_get_long(self.easy, CURLINFO_PRIMARY_PORT, &port)
        response.remotePort = UInt16(exactly: port)
        return response
    }

    private func time(_ info: CURLINFO) -> Duration {
        var microseconds: curl_off_t = 0
        skitter_easy_get_offset(self.easy, info, &microseconds)
        return .microseconds(Int64(microseconds))
    }

    private var message: String { String(cString: self.errorText) }

    private var saysChunk: Bool { self.message.contains("chunk") }

    private func error(_ code: CURLcode) -> FetchError {
        let text = self.message
        let words = text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
        if code == CURLE_OPERATION_TIMEDOUT {
            return FetchError(
                self.time(CURLINFO_PRETRANSFER_TIME_T) == .zero && self.isNew ? .connect : .timeout, words)
        }
        if self.saysChunk { return FetchError(.badResponse, words) }
        // The connection ended within the head, which libcurl takes for the end of a body.
        if code == CURLE_OK { return FetchError(.disconnected, "the connection ended within the header") }
        return FetchError(FetchError.Code(code), words)
    }

    /// Whether the request made a connection of its own.
    private var isNew: Bool {
        var connections = 0
        skitter_easy_get_long(self.easy, CURLINFO_NUM_CONNECTS, &connections)
        return connections > 0
    }
}

extension Duration {
    /// Milliseconds for libcurl: rounded up, at least 1 (0 means none), at most what fits its type everywhere.
    fileprivate var curlMilliseconds: Int {
        let (sum, overflow) = self.wholeNanoseconds.addingReportingOverflow(999_999)
        return overflow ? Int(Int32.max) : max(1, min(Int(Int32.max), Int(sum / 1_000_000)))
    }
}

extension FetchError.Code {
    /// The class of libcurl's result.
    init(_ code: CURLcode) {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: self = .resolve
        case CURLE_COULDNT_CONNECT, CURLE_INTERFACE_FAILED, CURLE_PROXY: self = .connect
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_INITFAILED:
            self = .tls
        case CURLE_OPERATION_TIMEDOUT: self = .timeout
        case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE: self = .disconnected
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2,
            CURLE_HTTP2_STREAM, CURLE_WRITE_ERROR, CURLE_TOO_MANY_REDIRECTS, CURLE_RANGE_ERROR,
            CURLE_FILESIZE_EXCEEDED:
            self = .badResponse
        case CURLE_URL_MALFORMAT: self = .unsupported
        default: self = .other
        }
    }
}
