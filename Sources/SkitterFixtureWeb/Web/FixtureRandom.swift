/// Answers the same numbers for the same seed on every machine (SplitMix64: Steele, Lea, Flood, "Fast splittable
/// pseudorandom number generators", 2014).
///
/// The standard library's generators are seeded by the system, and its `random(in:)` may change with a release; both
/// would break the promise that one seed is one web.
package struct FixtureRandom: Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        self.state = seed
    }

    /// The generator of one page (or of one purpose): neighbouring indices share no visible pattern.
    init(seed: UInt64, index: Int, stream: UInt64) {
        var mixer = FixtureRandom(seed: seed &+ stream &* 0xD1B5_4A32_D192_ED03)
        self.state = mixer.next() ^ (UInt64(truncatingIfNeeded: index) &* 0x9E37_79B9_7F4A_7C15)
        self.state = self.next()
    }

    package mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var z = self.state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number in `0 ..< bound`. A bound below 1 is a bug of the caller.
    mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "below(_:) needs a positive bound")
        return Int(self.next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// True once in `n` times on average.
    mutating func oneIn(_ n: Int) -> Bool {
        self.below(n) == 0
    }

    mutating func element<Element>(of array: [Element]) -> Element {
        array[self.below(array.count)]
    }

    /// `count` bytes, any value.
    mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            withUnsafeBytes(of: self.next().littleEndian) { bytes.append(contentsOf: $0.prefix(count - bytes.count)) }
        }
        return bytes
    }
}
