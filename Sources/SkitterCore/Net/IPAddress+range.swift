extension IPAddress {
    /// True for the addresses of the own machine: 127.0.0.0/8 and ::1 (RFC 6890).
    public var isLoopback: Bool {
        if let v4 = self.v4 { return v4 >> 24 == 127 }
        return self.high == 0 && self.low == 1
    }

    /// True for every address that is not of the public Internet (IANA Special-Purpose Address Registries, RFC 6890),
    /// also when it is embedded in a NAT64, 6to4, Teredo or IPv4-compatible address. What a crawl may connect to is a
    /// question for the address guard, which asks the same and knows what the user opened.
    public var isPrivate: Bool { AddressRefusal(of: self) != nil }
}
