extension FixtureWeb {
    /// What the server answers to a GET.
    package struct Response: Sendable, Hashable {
        package var status: Int
        package var fields: [HTTPField]
        package var body: [UInt8]
        /// How long the client is kept waiting, on top of the server's latency.
        package var delay: Duration
    }

    /// The answer to a request for this path and query. `origin` ("http://host:port") is what absolute links name.
    package func response(to target: String, origin: String) -> Response {
        if let node = self.node(at: target) {
            guard node >= self.pageCount else {
                let fields = [HTTPField("Content-Type", Self.htmlType)]
                return Response(
                    status: 200, fields: fields, body: self.ordinaryBody(of: node, origin: origin), delay: .zero)
            }
            let special = self.specials[node - self.pageCount]
            if !special.isOutside { return Self.response(special, origin: origin) }
        }
        if let resource = Self.resources[target] {
            return Self.response(200, resource.contentType, resource.bytes)
        }
        switch target {
        case "/robots.txt":
            return self.robotsResponse()
        case "/robots-moved.txt" where self.options.robots == .redirect:
            return Self.response(200, "text/plain; charset=utf-8", Array(self.robotsText.utf8))
        default:
            return Self.response(
                404, Self.htmlType, Array("<!DOCTYPE html>\n<title>404</title><p>There is no such page.</p>\n".utf8))
        }
    }

    private static func response(_ status: Int, _ contentType: String, _ body: [UInt8]) -> Response {
        Response(status: status, fields: [HTTPField("Content-Type", contentType)], body: body, delay: .zero)
    }

    private static func response(_ special: SpecialPage, origin: String) -> Response {
        var fields = [HTTPField("Content-Type", special.contentType)] + special.headers
        if let location = special.redirect {
            fields.append(HTTPField("Location", location.replacing("{origin}", with: origin)))
        }
        let body =
            special.bytes ?? special.encoding.encode(special.body.replacing("{origin}", with: origin))
        return Response(status: special.status, fields: fields, body: body, delay: special.delay)
    }

    private func robotsResponse() -> Response {
        switch self.options.robots {
        case .rules, .text:
            return Self.response(200, "text/plain; charset=utf-8", Array(self.robotsText.utf8))
        case .status(let status):
            return Self.response(status, "text/plain; charset=utf-8", Array("No rules here.\n".utf8))
        case .redirect:
            var response = Self.response(301, "text/plain; charset=utf-8", [])
            response.fields.append(HTTPField("Location", "/robots-moved.txt"))
            return response
        }
    }
}
