/// An IPv4 or IPv6 address as a value; IPv4 is kept in its v4-mapped form (`::ffff:a.b.c.d`, RFC 4291, section 2.5.5.2).
public struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    /// The upper and the lower 64 bits in network order.
    let high: UInt64, low: UInt64

    /// The IPv6 address of these 128 bits.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The IPv4 address of these 32 bits, most significant octet first.
    public init(v4: UInt32) {
        self.init(high: 0, low: 0xFFFF_0000_0000 | UInt64(v4))
    }

    /// The IPv4 bits, where this is an IPv4 address (or its v4-mapped form).
    public var v4: UInt32? {
        self.high == 0 && self.low >> 32 == 0xFFFF ? UInt32(truncatingIfNeeded: self.low) : nil
    }

    /// The address that `text` is, as records and users write it: IPv6 with brackets or without.
    package init?(literal text: some StringProtocol) {
        let isBareV6 = text.utf8.contains(UInt8(ascii: ":")) && text.utf8.first != UInt8(ascii: "[")
        self.init(urlHost: isBareV6 ? "[\(text)]" : String(text))
    }

    /// The address that a serialised URL host names, or nil for a domain: dotted decimal, or IPv6 in brackets
    /// (WHATWG URL, "host serializer"; other spellings never reach here).
    public init?(urlHost host: String) {
        let bytes = host.utf8.span
        guard !bytes.isEmpty else { return nil }
        if bytes[0] != UInt8(ascii: "[") {
            guard let v4 = IPv6Parser.dottedDecimal(bytes, from: 0) else { return nil }
            self.init(v4: v4)
            return
        }
        guard bytes.count > 2, bytes[bytes.count - 1] == UInt8(ascii: "]"),
            let pieces = IPv6Parser.parse(bytes.extracting(1..<bytes.count - 1))
        else { return nil }
        var halves: (high: UInt64, low: UInt64) = (0, 0)
        for index in 0..<4 {
            halves.high = halves.high << 16 | UInt64(pieces[index])
            halves.low = halves.low << 16 | UInt64(pieces[index + 4])
        }
        self.init(high: halves.high, low: halves.low)
    }

    /// Dotted decimal, or the one form of RFC 5952.
    public var description: String {
        if let v4 = self.v4 {
            return "\(v4 >> 24).\(v4 >> 16 & 255).\(v4 >> 8 & 255).\(v4 & 255)"
        }
        var pieces = IPv6Parser.Pieces(repeating: 0)
        for index in 0..<8 {
            let half = index < 4 ? self.high : self.low
            pieces[index] = UInt16(truncatingIfNeeded: half >> UInt64(48 - 16 * (index % 4)))
        }
        var text = URLBuffer()
        IPv6Parser.append(pieces, to: &text)
        return text.makeString()
    }
}
