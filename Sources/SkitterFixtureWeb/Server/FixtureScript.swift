/// One answer, byte for byte: what is written to the connection, when, and what then becomes of the connection.
///
/// Faults and ordinary answers are the same kind of value, made by pure functions; ``FixtureConnection`` performs it.
struct FixtureScript: Sendable, Equatable {
    enum Step: Sendable, Equatable {
        case send([UInt8])
        /// The same bytes `times` times, with a pause after each.
        case repeated([UInt8], times: Int, pause: Duration)
        case pause(Duration)
        /// A head and the content of a file of this size.
        case file(head: [UInt8], path: String, size: Int)
        /// Nothing more is sent; over when the client closes.
        case awaitClose
    }

    enum End: Sendable, Equatable {
        /// The connection serves its next request.
        case keepAlive
        /// FIN.
        case close
        /// RST (SO_LINGER of zero seconds).
        case reset
    }

    /// For the log; 0 where no status line is sent.
    var status: Int
    var steps: [Step]
    var end: End

    init(status: Int, _ steps: [Step], end: End) {
        self.status = status
        self.steps = steps
        self.end = end
    }

    /// A correct response with `Content-Length`. A response to HEAD, and any 1xx, 204 or 304, has no body (RFC 9110
    /// section 6.4.1).
    static func response(_ status: Int, _ fields: [HTTPField], _ body: [UInt8], isHead: Bool = false) -> FixtureScript {
        let hasNoBody = (100..<200).contains(status) || status == 204 || status == 304
        var bytes = Self.head(status, fields, length: hasNoBody ? nil : body.count, bodyCapacity: body.count)
        if !isHead, !hasNoBody { bytes += body }
        return FixtureScript(status: status, [.send(bytes)], end: .keepAlive)
    }

    static func html(_ status: Int = 200, _ body: String, _ fields: [HTTPField] = []) -> FixtureScript {
        Self.response(status, [HTTPField("Content-Type", FixtureWeb.htmlType)] + fields, Array(body.utf8))
    }

    /// Status line and header lines with the empty line after them. No `Date`: an answer is the same at any time.
    static func head(_ status: Int, _ fields: [HTTPField], length: Int?, bodyCapacity: Int = 0) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128 + bodyCapacity)
        bytes += "HTTP/1.1 ".utf8
        bytes += String(status).utf8
        bytes += " ".utf8
        bytes += Self.reason(status).utf8
        for field in fields {
            bytes += "\r\n".utf8
            bytes += field.name.utf8
            bytes += ": ".utf8
            bytes += field.value.utf8
        }
        if let length {
            bytes += "\r\nContent-Length: ".utf8
            bytes += String(length).utf8
        }
        bytes += "\r\n\r\n".utf8
        return bytes
    }

    private static func reason(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 204: "No Content"
        case 301: "Moved Permanently"
        case 302: "Found"
        case 303: "See Other"
        case 304: "Not Modified"
        case 307: "Temporary Redirect"
        case 308: "Permanent Redirect"
        case 400: "Bad Request"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 410: "Gone"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 503: "Service Unavailable"
        default: "Status"
        }
    }
}
