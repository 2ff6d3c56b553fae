/// The checksum of gzip (RFC 1952 section 8).
struct CRC32: Sendable {
    private var register: UInt32 = 0xFFFF_FFFF

    var value: UInt32 { ~self.register }

    mutating func update(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            self.register = Self.table[Int((self.register ^ UInt32(byte)) & 0xFF)] ^ (self.register >> 8)
        }
    }

    /// As ``update(_:)`` with `count` times the same byte, in logarithmic time.
    ///
    /// One byte maps the register by an affine map over GF(2); squaring the map gives two bytes, four, eight...
    mutating func update(repeating byte: UInt8, count: Int) {
        var map = AffineMap { register in Self.table[Int((register ^ UInt32(byte)) & 0xFF)] ^ (register >> 8) }
        var left = count
        while left > 0 {
            if left & 1 == 1 { self.register = map.apply(self.register) }
            left >>= 1
            if left > 0 { map = map.squared() }
        }
    }

    private struct AffineMap {
        /// What each bit of the register adds.
        private var columns: [UInt32]
        private var constant: UInt32

        /// Reads the map off a function that is known to be affine.
        init(_ function: (UInt32) -> UInt32) {
            let constant = function(0)
            self.constant = constant
            self.columns = (0..<32).map { function(1 << UInt32($0)) ^ constant }
        }

        func apply(_ register: UInt32) -> UInt32 {
            var result = self.constant
            for bit in 0..<32 where register >> UInt32(bit) & 1 == 1 {
                result ^= self.columns[bit]
            }
            return result
        }

        func squared() -> AffineMap {
            AffineMap { self.apply(self.apply($0)) }
        }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }
}
