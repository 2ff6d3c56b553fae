extension RobotsTxt {
    /// What the file says about a URL as it was written, parsed or not.
    public func verdict(agent: String, url: String) -> RobotsVerdict {
        self.verdict(agent: agent, path: Self.path(ofURL: url))
    }

    /// Path and query of a URL, character by character; `/` if it has none.
    private static func path(ofURL url: String) -> String {
        let octets = Array(url.utf8)
        let delimiters = "/?#;".utf8
        var rest = octets[...]
        let slashes = octets.indices.dropLast().first {
            octets[$0] == UInt8(ascii: "/") && octets[$0 + 1] == octets[$0]
        }
        if let slashes, !octets[..<slashes].contains(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) {
            rest = octets[(slashes + 2)...]
        } else if octets.first == UInt8(ascii: "/") {
            return url
        }
        rest = rest.drop { !delimiters.contains($0) }
        let path = String(decoding: rest, as: UTF8.self)
        return path.utf8.first == UInt8(ascii: "/") ? path : "/" + path
    }
}
