/// A host whose addresses the user gives in place of those that its name has: the value of `--resolve HOST:PORT:ADDR`.
public struct ResolveOverride: Hashable, Sendable {
    /// A text that gives no host its addresses, and why.
    public struct SyntaxError: Error, Sendable, CustomStringConvertible {
        /// What is wrong with it, in words.
        public let description: String
    }

    /// The host as URLs have it: in lower case, with its labels in ASCII.
    public let host: String
    /// The port for which it was given.
    public let port: UInt16
    /// Its addresses, preferred first.
    public let addresses: [IPAddress]

    /// Reads `example.org:443:192.0.2.1` or `example.org:443:192.0.2.1,[2001:db8::1]`, as curl does; the brackets may be
    /// left out.
    public init(_ text: String) throws(SyntaxError) {
        func error(_ why: String) -> SyntaxError { SyntaxError(description: "'\(text)': \(why)") }
        let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw error("it is written HOST:PORT:ADDR, as in example.org:443:192.0.2.1") }
        guard (1...5).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy(ASCII.isDigit),
            let port = UInt16(parts[1]), port > 0
        else { throw error("'\(parts[1])' is no port; ports are 1 to 65535") }
        guard let url = try? CrawlURL("http://\(parts[0])/"), url.href == "http://\(url.hostname)/",
            IPAddress(urlHost: url.hostname) == nil
        else { throw error("'\(parts[0])' is no name of a host") }
        self.host = url.hostname
        self.port = port
        var addresses: [IPAddress] = []
        for word in parts[2].split(separator: ",", omittingEmptySubsequences: false) {
            guard let address = IPAddress(literal: word) else {
                throw error("'\(word)' is no IPv4 or IPv6 address")
            }
            if !addresses.contains(address) { addresses.append(address) }
        }
        self.addresses = addresses
    }
}

extension ResolveOverride: CustomStringConvertible {
    /// The form in which it is read.
    public var description: String {
        let list = self.addresses.map { $0.v4 == nil ? "[\($0)]" : "\($0)" }.joined(separator: ",")
        return "\(self.host):\(self.port):\(list)"
    }
}
