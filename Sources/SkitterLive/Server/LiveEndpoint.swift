package import SkitterCore

/// Where the live server listens, and what it serves there.
package struct LiveEndpoint: Sendable {
    /// What is served.
    package struct Offer: OptionSet, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// `/metrics`.
        package static let metrics = Offer(rawValue: 1)
        /// The page, its events and its actions; `/metrics` too.
        package static let dashboard = Offer(rawValue: 3)
    }

    package var address: IPAddress
    /// 0 for any free one.
    package var port: UInt16
    package var offer: Offer

    package init(address: IPAddress, port: UInt16, offer: Offer) {
        self.address = address
        self.port = port
        self.offer = offer
    }

    /// Whether it is the same place as `other`.
    package func isAt(_ other: LiveEndpoint) -> Bool {
        self.address == other.address && self.port == other.port
    }

    /// Reads `HOST:PORT`, where HOST is an address, in brackets where it is one of IPv6, or `localhost`. nil where it is
    /// neither.
    package init?(_ text: String, offer: Offer) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let (host, digits) = (text[..<colon], text[text.index(after: colon)...])
        guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = UInt16(digits),
            let address = IPAddress(urlHost: host == "localhost" ? "127.0.0.1" : String(host))
        else { return nil }
        self.init(address: address, port: port, offer: offer)
    }
}
