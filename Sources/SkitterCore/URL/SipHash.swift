/// SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", with one compression and three final
/// rounds): keyed, so that no site can choose URLs that collide.
package struct SipHash: Sendable {
    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64
    /// Bytes that do not fill a word yet, the first in the lowest bits.
    private var tail: UInt64 = 0
    private var length: UInt64 = 0

    package init(key0: UInt64, key1: UInt64) {
        self.v0 = key0 ^ 0x736F_6D65_7073_6575
        self.v1 = key1 ^ 0x646F_7261_6E64_6F6D
        self.v2 = key0 ^ 0x6C79_6765_6E65_7261
        self.v3 = key1 ^ 0x7465_6462_7974_6573
    }

    /// A hash whose 128-bit key is `seed` and `seed` xor 2^64 / φ.
    package init(seed: UInt64) {
        self.init(key0: seed, key1: seed ^ 0x9E37_79B9_7F4A_7C15)
    }

    @inline(__always)
    private mutating func round() {
        self.v0 &+= self.v1
        self.v1 = self.v1 &<< 13 | self.v1 &>> 51
        self.v1 ^= self.v0
        self.v0 = self.v0 &<< 32 | self.v0 &>> 32
        self.v2 &+= self.v3
        self.v3 = self.v3 &<< 16 | self.v3 &>> 48
        self.v3 ^= self.v2
        self.v0 &+= self.v3
        self.v3 = self.v3 &<< 21 | self.v3 &>> 43
        self.v3 ^= self.v0
        self.v2 &+= self.v1
        self.v1 = self.v1 &<< 17 | self.v1 &>> 47
        self.v1 ^= self.v2
        self.v2 = self.v2 &<< 32 | self.v2 &>> 32
    }

    @inline(__always)
    private mutating func absorb(_ word: UInt64) {
        self.v3 ^= word
        self.round()
        self.v0 ^= word
    }

    /// Feeds one byte.
    @inline(__always)
    package mutating func update(_ byte: UInt8) {
        self.tail |= UInt64(byte) &<< ((self.length & 7) &* 8)
        self.length &+= 1
        if self.length & 7 == 0 {
            self.absorb(self.tail)
            self.tail = 0
        }
    }

    /// Feeds `bytes`; splitting a text over several calls changes nothing.
    package mutating func update(_ bytes: Span<UInt8>) {
        bytes.withUnsafeBytes { raw in
            var index = 0
            while index < raw.count, self.length & 7 != 0 {
                self.update(raw[index])
                index &+= 1
            }
            while index &+ 8 <= raw.count {
                self.absorb(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
                self.length &+= 8
                index &+= 8
            }
            while index < raw.count {
                self.update(raw[index])
                index &+= 1
            }
        }
    }

    /// The hash of everything fed.
    package consuming func finalize() -> UInt64 {
        self.absorb(self.tail | self.length &<< 56)
        self.v2 ^= 0xFF
        self.round()
        self.round()
        self.round()
        return self.v0 ^ self.v1 ^ self.v2 ^ self.v3
    }
}
