internal import Foundation
package import SkitterCore

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// Sessions on Foundation's `URLSession`: what one gets without another dependency, and what that costs.
///
/// It keeps the contract of ``HTTPSession`` for every response but those named below. Redirects are handed back and
/// never followed, bodies are counted after decompression and cut at the limit to the byte, deadlines are absolute, and
/// a cancelled fetch returns at once while the transfer is taken down behind it.
///
/// **Some responses end the process** (swift-corelibs-foundation 6.3): FoundationNetworking traps on them before any
/// code of ours sees them, so nothing here can prevent it, and on the open web this session belongs into a process that
/// may die. Known are:
/// - the end of the connection within a field line;
/// - chunked bodies with trailer fields;
/// - `Content-Length: 9223372036854775807`;
/// - redirects whose `Location` has no scheme and a host that is an IPv6 literal or holds an escaped space.
///
/// **Some responses stop all sessions of the process for a while**: they share one queue, and libcurl leaves it only
/// after some hundred reads. Fetches still return at their deadlines and when cancelled, and memory stays bounded (for
/// each some 80 MB of timers that URLSession makes), but nothing else is fetched. Known are:
/// - decompression bombs: a gigabyte takes 2.5 s, whatever the body limit;
/// - redirects with large bodies: URLSession copies the body so far with each read, so that 300 MB take more than a
///   minute.
///
/// What URLSession does to a request:
/// - `Accept-Encoding: deflate, gzip, br, zstd`, `Accept: */*`, `Accept-Language` (from the locale) and `User-Agent`
///   (name of the program, version of libcurl) are sent unless the request has such fields; `Connection: keep-alive` is
///   added.
/// - Fields of one name are sent as one line, joined by `, ` (`Cookie`: by `; `); the order of fields is arbitrary.
/// - Of a path or query, the bytes `"<>[\]^`{|}` and a bare `%` are sent percent-encoded; all else is sent as it is.
/// - URLs with an IPv6 literal as host are refused as ``FetchError/Code/unsupported``.
/// - **Requests are sent again, unasked**, by libcurl beneath: when a connection that was used before ends or is reset
///   before a byte of the response came, the request goes out on another, up to five times more. One fetch is then up to
///   six requests in the server's log. Nothing in URLSession switches this off or tells that it happened; with a new
///   connection for each request it would not happen, at the price of a handshake for each page.
///
/// What is lost of a response:
/// - The order of fields: they are sorted by name. Fields of one name are joined by `, `, `Set-Cookie` too. Of names
///   that differ in case alone, one survives in its usual spelling.
/// - Responses that are sound but for: a field without a space behind its colon, bytes of a field that are not UTF-8,
///   no reason and no space behind the status, bare line feeds. They are ``FetchError/Code/badResponse``.
/// - The body of a redirect without a usable `Location`; it is marked ``Truncation/unwanted``.
/// - A redirect whose body does not end in time: its status is not told before, so it is ``FetchError/Code/timeout``.
///   Such a body is kept in memory without a limit until then.
/// - The end of a gzip stream: a stream that stops early within a body of the right length counts as whole.
package struct URLSessionHTTPSession: HTTPSession {
    let core: SessionCore

    /// A session that opens at most `connectionsPerHost` connections to one host; more requests wait. It lives as long
    /// as the process, so make few.
    ///
    /// The default, 256, is more than the 64-200 requests that URLSession does well: the engine's limits decide, not
    /// it.
    package init(connectionsPerHost: Int = 256) {
        self.core = SessionCore(connectionsPerHost: connectionsPerHost)
    }

    /// None: no raw fields, no address, no timings but that of the status line, no bytes before decompression.
    package var capabilities: SessionCapabilities { [] }

    package func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
        let urlRequest = try URLRequest(request)
        return try await Transfer(request, core: self.core).run(urlRequest, timeout: request.timeout).get()
    }
}
