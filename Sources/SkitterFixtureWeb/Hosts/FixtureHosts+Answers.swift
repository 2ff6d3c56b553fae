extension FixtureHosts {
    /// How long the slow pages keep their clients waiting.
    private static let slowness = Duration.milliseconds(200)

    /// The answer to a request; `attempt` counts the requests for this page before this one.
    func script(for request: FixtureRequest, isHead: Bool, attempt: () -> Int) -> FixtureScript {
        let named = request.host ?? ""
        guard let host = self.host(named: named) else { return .html(404, "<!DOCTYPE html>\n<title>404</title>\n") }
        if request.target == "/robots.txt" { return self.robots(of: host, isHead: isHead) }
        guard let page = self.page(at: request.target, host: host) else {
            return .html(404, "<!DOCTYPE html>\n<title>404</title>\n")
        }
        let port = named.split(separator: ":").dropFirst().last.flatMap { UInt16($0) } ?? 80
        let html = [HTTPField("Content-Type", FixtureWeb.htmlType)]
        switch self.kinds[page] {
        case .missing: return .html(404, "<!DOCTYPE html>\n<title>404</title>\n")
        case .moved:
            let location = HTTPField("Location", self.url(of: self.target(of: page), port: port))
            return .html(302, "<!DOCTYPE html>\n<title>302</title>\n", [location])
        case .cut:
            let body = Array("<!DOCTYPE html>\n<title>Page \(page)</title>\n<p>There is more".utf8)
            let head = FixtureScript.head(200, html, length: body.count + 1_000)
            return FixtureScript(status: 200, [.send(head + body)], end: .close)
        case .reset:
            // Part of an answer comes first: a request that gets none on a connection which was used before, clients send again themselves.
            let head = FixtureScript.head(200, html, length: nil)
            return FixtureScript(status: 200, [.send(Array(head.dropLast(4))), .pause(.milliseconds(20))], end: .reset)
        case .busy where attempt() == 0: return .html(503, "<!DOCTYPE html>\n<title>503</title>\n")
        case .ordinary, .slow, .busy, .forbidden:
            var script = FixtureScript.response(200, html, self.body(of: page, port: port), isHead: isHead)
            if self.kinds[page] == .slow { script.steps.insert(.pause(Self.slowness), at: 0) }
            return script
        }
    }

    private func robots(of host: Int, isHead: Bool) -> FixtureScript {
        guard Self.hasRules(host) else { return .html(404, "<!DOCTYPE html>\n<title>404</title>\n") }
        let text = "User-agent: *\nDisallow: /private/\n"
        return .response(200, [HTTPField("Content-Type", "text/plain")], Array(text.utf8), isHead: isHead)
    }

    private func body(of page: Int, port: UInt16) -> [UInt8] {
        var body = "<!DOCTYPE html>\n<title>Page \(page)</title>\n<h1>Page \(page)</h1>\n"
        if self.kinds[page].hasLinks {
            let number = self.bearers.partitioningIndex { $0 >= page }
            for target in self.links(of: page, bearer: number) {
                let isNear = self.hosts[target] == self.hosts[page]
                let link = isNear ? self.path(of: target) : self.url(of: target, port: port)
                body += "<p><a href=\"\(link)\">Page \(target)</a></p>\n"
            }
        }
        return Array(body.utf8)
    }
}
