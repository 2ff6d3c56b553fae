/// 64-bit digests of bodies and texts: fast, not keyed. Who makes two of his pages collide loses one of his pages.
enum PageDigest {
    private static let first: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let second: UInt64 = 0xD1B5_4A32_D192_ED03

    /// One number out of two, each bit depending on all bits of both (the folded product of wyhash).
    @inline(__always)
    static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = (left ^ Self.first).multipliedFullWidth(by: right ^ Self.second)
        return product.high ^ product.low
    }

    /// The digest of all bytes.
    static func of(_ bytes: Span<UInt8>) -> UInt64 {
        bytes.withUnsafeBytes { raw in
            func word(_ offset: Int) -> UInt64 {
                UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            }
            var digest = UInt64(truncatingIfNeeded: raw.count)
            var index = 0
            if raw.count >= 64 {
                // Four lanes: a product has to wait for the one before it.
                var (second, third, fourth) = (Self.first, Self.second, Self.first &+ Self.second)
                while index &+ 64 <= raw.count {
                    digest = Self.mix(word(index) ^ digest, word(index &+ 8))
                    second = Self.mix(word(index &+ 16) ^ second, word(index &+ 24))
                    third = Self.mix(word(index &+ 32) ^ third, word(index &+ 40))
                    fourth = Self.mix(word(index &+ 48) ^ fourth, word(index &+ 56))
                    index &+= 64
                }
                digest = Self.mix(Self.mix(digest, second), Self.mix(third, fourth))
            }
            while index &+ 16 <= raw.count {
                digest = Self.mix(word(index) ^ digest, word(index &+ 8))
                index &+= 16
            }
            var rest: (UInt64, UInt64) = (0, 0)
            while index < raw.count {
                rest.1 = rest.1 &<< 8 | rest.0 &>> 56
                rest.0 = rest.0 &<< 8 | UInt64(raw[index])
                index &+= 1
            }
            return Self.mix(Self.mix(rest.0 ^ digest, rest.1), digest)
        }
    }

    /// The digest of what is left without the words that hold a digit: numbers, dates, ids and times are gone, in text
    /// and in links.
    static func ofSkeleton(_ bytes: Span<UInt8>) -> UInt64 {
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        // The digest before the word that is being read; a digit takes the word back.
        var before = digest
        var hasDigit = false
        for index in bytes.indices {
            let byte = bytes[index]
            if ASCII.isDigit(byte) {
                hasDigit = true
            } else if !ASCII.isLetter(byte) {
                if hasDigit { digest = before }
                hasDigit = false
                digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3
                before = digest
                continue
            }
            // FNV-1a: it can be taken back.
            digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        if hasDigit { digest = before }
        return Self.mix(digest, Self.first)
    }
}
