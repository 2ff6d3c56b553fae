extension IPAddress {
    /// True for the addresses of the own machine: 127.0.0.0/8 and ::1 (RFC 6890).
    public var isLoopback: Bool {
        if let v4 = self.v4 { return v4 >> 24 == 127 }
        return self.high == 0 && self.low == 1
    }

    /// True for addresses that are not of the public Internet: loopback, private (RFC 1918), shared (RFC 6598),
    /// link-local (RFC 3927, RFC 4291), unique local (RFC 4193), unspecified, multicast and reserved ones, also when
    /// they are wrapped in NAT64 (RFC 6052) or 6to4 (RFC 3056) form.
    public var isPrivate: Bool {
        if let v4 = self.v4 { return IPAddress.isPrivate(v4: v4) }
        if self.isLoopback || (self.high == 0 && self.low == 0) { return true }
        if self.high == 0 && self.low >> 32 == 0 {
            return IPAddress.isPrivate(v4: UInt32(truncatingIfNeeded: self.low))
        }
        if self.high == 0x0064_FF9B_0000_0000 && self.low >> 32 == 0 {
            return IPAddress.isPrivate(v4: UInt32(truncatingIfNeeded: self.low))
        }
        if self.high >> 48 == 0x2002 { return IPAddress.isPrivate(v4: UInt32(truncatingIfNeeded: self.high >> 16)) }
        return self.high >> 57 == 0xFC >> 1 || self.high >> 54 == 0xFE80 >> 6 || self.high >> 56 == 0xFF
    }

    private static func isPrivate(v4: UInt32) -> Bool {
        switch v4 >> 24 {
        case 0, 10, 127, 224...255: true
        case 100: v4 >> 22 == 0x6440_0000 >> 22
        case 169: v4 >> 16 == 0xA9FE
        case 172: v4 >> 20 == 0xAC10_0000 >> 20
        case 192: v4 >> 16 == 0xC0A8 || v4 >> 8 == 0xC0_0000
        case 198: v4 >> 17 == 0xC612_0000 >> 17
        default: false
        }
    }
}
