internal import SkitterCore

/// Who may ask the live server for what.
///
/// On loopback anybody on the machine may look; a page of the web that a browser on the machine shows may not: the request must
/// name the server by a loopback address (a name of its own that leads here is DNS rebinding), and what changes the crawl must come
/// from a page of this server. Beyond loopback every request needs the token.
package struct LiveGuard: Sendable {
    /// The port that the server listens on.
    let port: UInt16
    /// What every request must bring; nil on loopback.
    package let token: String?

    package init(port: UInt16, token: String?) {
        self.port = port
        self.token = token
    }

    /// Why `request` is refused; nil where it is not.
    package func obstacle(to request: LiveRequest) -> LiveStatus? {
        let host = request.fields["host"] ?? ""
        if let token {
            guard self.brings(token, request) else { return .unauthorized }
        } else if !self.isLoopback(host) {
            return .misdirected
        }
        guard request.method == "POST" else { return nil }
        // Browsers say where a POST comes from; other programs do not, and nobody makes them send one unawares.
        if let origin = request.fields["origin"], origin.lowercased() != "http://\(host.lowercased())" {
            return .forbidden
        }
        if let site = request.fields["sec-fetch-site"], site != "same-origin", site != "none" { return .forbidden }
        return nil
    }

    private func brings(_ token: String, _ request: LiveRequest) -> Bool {
        let bearer = request.fields["authorization"].flatMap { value in
            value.lowercased().hasPrefix("bearer ") ? String(value.dropFirst(7)) : nil
        }
        guard let given = bearer ?? request.parameter("token") else { return false }
        return LiveGuard.areEqual(Array(given.utf8), Array(token.utf8))
    }

    /// `127.0.0.1:PORT` and all of its like.
    private func isLoopback(_ host: String) -> Bool {
        let isPlain = host.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "["),
                UInt8(ascii: "]"):
                true
            default: false
            }
        }
        guard isPlain, let url = try? CrawlURL("http://\(host)/"), url.effectivePort == self.port else { return false }
        return url.hostname == "localhost" || IPAddress(urlHost: url.hostname)?.isLoopback == true
    }

    /// In a time that says nothing about where they differ.
    private static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
