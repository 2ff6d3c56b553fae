/// Why an address is not of the public Internet: its own range, or that of the IPv4 address it embeds.
package struct AddressRefusal: Hashable, Sendable, CustomStringConvertible {
    /// How an IPv6 address carries an IPv4 address to which a gateway passes the connection on.
    package enum Embedding: String, Sendable {
        /// The last 32 bits (RFC 4291, section 2.5.5.1).
        case compatible = "an IPv4-compatible address (::/96)"
        /// The last 32 bits (RFC 6052, section 2.1).
        case translation = "a NAT64 address (64:ff9b::/96)"
        /// Bits 16 to 47 (RFC 3056, section 2).
        case sixToFour = "a 6to4 address (2002::/16)"
        /// The server in bits 32 to 63, the client, inverted, in the last 32 (RFC 4380, section 4).
        case teredo = "a Teredo address (2001::/32)"
    }

    /// The range that holds the address, or the one embedded in it.
    package let range: SpecialRange
    /// How the judged address is embedded; nil when `range` holds the address itself.
    package let embedding: Embedding?

    private init(range: SpecialRange, embedding: Embedding? = nil) {
        self.range = range
        self.embedding = embedding
    }

    /// Why `address` is not of the public Internet; nil when it is. Allocates nothing.
    package init?(of address: IPAddress) {
        if let v4 = address.v4 {
            guard let range = SpecialRange(v4: v4) else { return nil }
            self.init(range: range)
            return
        }
        let (high, low) = (address.high, address.low)
        let last = UInt32(truncatingIfNeeded: low)
        let embedding: Embedding
        let embedded: SpecialRange?
        if high == 0x0064_FF9B_0000_0000, low >> 32 == 0 {
            guard let range = SpecialRange(v4: last) else { return nil }
            self.init(range: range, embedding: .translation)
            return
        } else if high >> 48 == 0x2002 {
            embedding = .sixToFour
            embedded = SpecialRange(v4: UInt32(truncatingIfNeeded: high >> 16))
        } else if high >> 32 == 0x2001_0000 {
            embedding = .teredo
            embedded = SpecialRange(v4: UInt32(truncatingIfNeeded: high)) ?? SpecialRange(v4: ~last)
        } else if high == 0, low >> 32 == 0, low > 1 {
            embedding = .compatible
            embedded = SpecialRange(v4: last)
        } else {
            guard let range = SpecialRange(high: high, low: low) else { return nil }
            self.init(range: range)
            return
        }
        if let embedded {
            self.init(range: embedded, embedding: embedding)
        } else if let range = SpecialRange(high: high, low: low) {
            self.init(range: range)
        } else {
            return nil
        }
    }

    /// The range in words, and how the address comes to it.
    package var description: String {
        guard let embedding = self.embedding else { return self.range.description }
        return "\(self.range), inside \(embedding.rawValue)"
    }
}
