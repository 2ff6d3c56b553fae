extension FixtureFault {
    /// A request for a fault, taken apart.
    struct Call: Sendable {
        let target: String
        /// "http://host:port" as the client named it.
        let origin: String
        /// The segment after `/fault/`.
        let name: String
        /// The segments after the name.
        let arguments: [String]
        /// How often the same path and query was asked for before; counted only for faults that heal.
        var attempt = 0
        private let query: [Substring]

        init(target: String, origin: String) {
            self.target = target
            self.origin = origin
            let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
            let segments = parts[0].split(separator: "/", omittingEmptySubsequences: false).dropFirst(2).map(
                String.init)
            self.name = segments.first ?? ""
            self.arguments = Array(segments.dropFirst())
            self.query = parts.count > 1 ? parts[1].split(separator: "&") : []
        }

        /// The decoded value of a query parameter.
        func text(_ key: String) -> String? {
            for pair in self.query where pair.hasPrefix(key + "=") {
                return String(pair.dropFirst(key.count + 1)).percentDecoded
            }
            return nil
        }

        /// A number of the query, kept between 0 and `limit`.
        func number(_ key: String, default value: Int, limit: Int) -> Int {
            guard let text = self.text(key), let number = Int(text) else { return value }
            return min(max(0, number), limit)
        }

        /// At most an hour.
        func milliseconds(_ key: String, default value: Int) -> Duration {
            .milliseconds(self.number(key, default: value, limit: 3_600_000))
        }

        /// The first segment after the name as a number.
        func argument(limit: Int) -> Int? {
            self.arguments.first.flatMap(Int.init).flatMap { (0...limit).contains($0) ? $0 : nil }
        }
    }
}

extension FixtureScript {
    /// A request that cannot be served: an answer, and no further request on this connection.
    static func closing(_ status: Int) -> FixtureScript {
        var script = FixtureScript.response(
            status, [FixtureFault.html, HTTPField("Connection", "close")],
            Array("<!DOCTYPE html>\n<title>\(status)</title>\n".utf8))
        script.end = .close
        return script
    }
}
