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

    /// The address that a serialised URL host names, or nil for a domain: dotted decimal, or IPv6 in brackets
    /// (WHATWG URL, "host serializer"; other spellings never reach here).
    public init?(urlHost host: String) {
        if host.utf8.first == UInt8(ascii: "[") {
            guard host.utf8.last == UInt8(ascii: "]"), let address = IPAddress(v6Text: host.utf8.dropFirst().dropLast())
            else { return nil }
            self = address
        } else {
            var value: UInt32 = 0
            var octets = 0
            for part in host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
                guard part.count <= 3, let octet = UInt8(Substring(part)) else { return nil }
                value = value << 8 | UInt32(octet)
                octets += 1
                if octets > 4 { return nil }
            }
            guard octets == 4 else { return nil }
            self.init(v4: value)
        }
    }

    private init?(v6Text: Substring.UTF8View) {
        var groups: [UInt16] = []
        var gap: Int?
        let text = Substring(v6Text)
        let halves = text.split(separator: ":", omittingEmptySubsequences: false)
        guard halves.count >= 3, halves.count <= 9 else { return nil }
        for (index, part) in halves.enumerated() {
            if part.isEmpty {
                let isEdge = index == 0 || index == halves.count - 1
                if isEdge && halves[index == 0 ? 1 : index - 1].isEmpty { continue }
                if gap != nil || isEdge { return nil }
                gap = groups.count
            } else {
                guard part.utf8.count <= 4, let group = UInt16(part, radix: 16), !part.hasPrefix("+") else {
                    return nil
                }
                groups.append(group)
            }
        }
        if let gap {
            guard groups.count < 8 else { return nil }
            groups.insert(contentsOf: repeatElement(0, count: 8 - groups.count), at: gap)
        }
        guard groups.count == 8 else { return nil }
        self.init(
            high: groups[0..<4].reduce(0) { $0 << 16 | UInt64($1) },
            low: groups[4..<8].reduce(0) { $0 << 16 | UInt64($1) })
    }

    /// The words for people.
    public var description: String {
        if let v4 = self.v4 {
            return "\(v4 >> 24).\(v4 >> 16 & 255).\(v4 >> 8 & 255).\(v4 & 255)"
        }
        let groups = (0..<8).map { index in
            String(
                UInt16(truncatingIfNeeded: (index < 4 ? self.high : self.low) >> UInt64(48 - 16 * (index % 4))),
                radix: 16)
        }
        return groups.joined(separator: ":")
    }
}
