private import SkitterLock

/// Decides what is answered to a request: robots, pages of one host or of many, files, and faults.
final class FixtureSite: Sendable {
    /// "http://127.0.0.1:8080"
    let origin: String
    private let web: FixtureWeb?
    private let hosts: FixtureHosts?
    private let folder: FixtureFolder?
    /// How often each fault that heals, and each page that is busy at first, was asked for.
    private let attempts = Locked(FaultAttempts())

    init(_ content: FixtureServer.Content, origin: String) throws(FixtureServerError) {
        self.origin = origin
        switch content {
        case .web(let web): (self.web, self.hosts, self.folder) = (web, nil, nil)
        case .hosts(let hosts): (self.web, self.hosts, self.folder) = (nil, hosts, nil)
        case .folder(let path): (self.web, self.hosts, self.folder) = (nil, nil, try FixtureFolder(path))
        }
    }

    func script(for request: FixtureRequest) -> FixtureScript {
        let isHead = request.method == "HEAD"
        guard isHead || request.method == "GET" else {
            let fields = [HTTPField("Content-Type", FixtureWeb.htmlType), HTTPField("Allow", "GET, HEAD")]
            return .response(405, fields, Array("<!DOCTYPE html>\n<title>405</title>\n".utf8))
        }
        // Everything is decided on the path as sent: a fragment never reaches a server.
        if request.target.hasPrefix("/fault/") {
            return self.faultScript(for: request, isHead: isHead)
        }
        if let hosts = self.hosts {
            return hosts.script(for: request, isHead: isHead) {
                self.attempts.withLock { $0.next(for: (request.host ?? "") + request.target) }
            }
        }
        if let folder = self.folder {
            return folder.script(for: request, isHead: isHead)
        }
        if let body = FixtureTrap.body(at: request.target) {
            return .response(200, [HTTPField("Content-Type", FixtureWeb.htmlType)], Array(body.utf8), isHead: isHead)
        }
        guard let response = self.web?.response(to: request.target, origin: self.origin(for: request)) else {
            return .html(404, "<!DOCTYPE html>\n<title>404</title>\n")
        }
        var script = FixtureScript.response(response.status, response.fields, response.body, isHead: isHead)
        if response.delay > .zero { script.steps.insert(.pause(response.delay), at: 0) }
        return script
    }

    private func faultScript(for request: FixtureRequest, isHead: Bool) -> FixtureScript {
        guard !isHead else { return FixtureScript.response(405, [HTTPField("Allow", "GET")], [], isHead: true) }
        var call = FixtureFault.Call(target: request.target, origin: self.origin(for: request))
        guard let fault = FixtureFault.named(call.name) else {
            return .html(404, "<!DOCTYPE html>\n<title>404</title><p>There is no such fault.</p>\n")
        }
        if fault.heals { call.attempt = self.attempts.withLock { $0.next(for: request.target) } }
        return fault.script(call)
    }

    /// Absolute links name the host that the client used, so that the site is whole under each of its names. A host that
    /// could break out of a header line or an attribute is not repeated.
    private func origin(for request: FixtureRequest) -> String {
        guard let host = request.host, !host.isEmpty, host.utf8.count <= 255,
            host.utf8.allSatisfy({ byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
                    true
                default:
                    false
                }
            })
        else { return self.origin }
        return "http://" + host
    }
}
