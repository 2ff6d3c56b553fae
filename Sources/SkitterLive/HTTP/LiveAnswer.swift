/// What the live server answers; the connection ends with it.
package struct LiveAnswer: Hashable, Sendable {
    package var status: LiveStatus
    package var contentType: String
    package var body: [UInt8]
    /// By which the page's own script and style are known; nil where there are none.
    private let nonce: String?

    package init(
        _ status: LiveStatus, contentType: String = "text/plain; charset=utf-8", body: String? = nil,
        nonce: String? = nil
    ) {
        self.nonce = nonce
        self.status = status
        self.contentType = contentType
        self.body = Array((body ?? "\(status.rawValue) \(status.reason)\n").utf8)
    }

    /// The bytes to send; a HEAD gets no body.
    package func bytes(withBody: Bool = true) -> [UInt8] {
        var head = "HTTP/1.1 \(self.status.rawValue) \(self.status.reason)\r\n"
        head += "Content-Type: \(self.contentType)\r\nContent-Length: \(self.body.count)\r\n"
        if self.status == .unauthorized { head += "WWW-Authenticate: Bearer realm=\"skitter\"\r\n" }
        if self.status == .methodNotAllowed { head += "Allow: GET, HEAD, POST\r\n" }
        head += LiveAnswer.fields(nonce: self.nonce) + "Connection: close\r\n\r\n"
        return Array(head.utf8) + (withBody ? self.body : [])
    }

    /// The head of a stream of events, which ends with the connection (HTML Standard, section 9.2).
    package static let eventStream = Array(
        ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
            + LiveAnswer.fields(nonce: nil) + "Connection: close\r\n\r\nretry: 2000\n\n").utf8)

    /// Everything comes from the page itself; nothing is loaded, framed, sent elsewhere or kept.
    private static func fields(nonce: String?) -> String {
        let own =
            nonce.map { "script-src 'nonce-\($0)'; style-src 'nonce-\($0)'; connect-src 'self'; img-src data:; " } ?? ""
        return """
            Content-Security-Policy: default-src 'none'; \(own)base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r
            X-Content-Type-Options: nosniff\r
            X-Frame-Options: DENY\r
            Referrer-Policy: no-referrer\r
            Cross-Origin-Resource-Policy: same-origin\r
            Cross-Origin-Opener-Policy: same-origin\r
            Cache-Control: no-store\r

            """
    }
}
