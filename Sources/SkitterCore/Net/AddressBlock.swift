/// A block of addresses, and perhaps one port of them: the value of `--allow-private CIDR[:PORT]`.
public struct AddressBlock: Hashable, Sendable {
    /// The first address; bits beyond the prefix are zero.
    private let first: IPAddress
    /// The mask of the upper and lower 64 bits of the 128-bit form.
    private let highMask: UInt64, lowMask: UInt64
    /// The length of the prefix as people write it: up to 32 for IPv4, up to 128 for IPv6.
    private let prefixLength: Int
    /// The one port, or nil for all.
    public let port: UInt16?

    /// The block of `address` and all that share its first `prefixLength` bits (counted in its own family); nil where the
    /// length is impossible or the address has bits beyond it.
    public init?(_ address: IPAddress, prefixLength: Int, port: UInt16? = nil) {
        let isV4 = address.v4 != nil
        guard (0...(isV4 ? 32 : 128)).contains(prefixLength) else { return nil }
        let length = isV4 ? prefixLength + 96 : prefixLength
        self.highMask = AddressBlock.mask(length)
        self.lowMask = AddressBlock.mask(length - 64)
        guard address.high & ~self.highMask == 0, address.low & ~self.lowMask == 0 else { return nil }
        self.first = address
        self.prefixLength = prefixLength
        self.port = port
    }

    /// Whether this port of this address lies in the block. IPv4 addresses lie in IPv4 blocks alone.
    public func contains(_ address: IPAddress, port: UInt16) -> Bool {
        (self.port == nil || self.port == port) && self.contains(address)
    }

    /// Whether the address lies in the block, whatever the port.
    func contains(_ address: IPAddress) -> Bool {
        address.high & self.highMask == self.first.high && address.low & self.lowMask == self.first.low
            && (address.v4 == nil) == (self.first.v4 == nil)
    }

    /// The upper `length` of 64 bits; none for lengths below zero, all beyond.
    private static func mask(_ length: Int) -> UInt64 {
        length <= 0 ? 0 : .max << UInt64(max(0, 64 - length))
    }

    /// The address with all bits beyond the prefix set to zero.
    static func base(of address: IPAddress, prefixLength: Int) -> IPAddress {
        let length = address.v4 == nil ? prefixLength : prefixLength + 96
        return IPAddress(
            high: address.high & AddressBlock.mask(length), low: address.low & AddressBlock.mask(length - 64))
    }
}

extension AddressBlock: CustomStringConvertible {
    /// The form in which it is parsed.
    public var description: String {
        let block = "\(self.first)/\(self.prefixLength)"
        guard let port = self.port else { return block }
        return self.first.v4 == nil ? "[\(block)]:\(port)" : "\(block):\(port)"
    }
}
