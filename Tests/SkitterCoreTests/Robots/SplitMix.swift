/// Random numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        self.state = seed
    }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var value = self.state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func text(of letters: String, length: ClosedRange<Int>) -> String {
        let letters = Array(letters)
        return String(
            (0..<Int.random(in: length, using: &self)).map { _ in letters[Int(self.next() % UInt64(letters.count))] })
    }

    /// The bytes with some of them replaced, removed, doubled or moved.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...8, using: &self) where !bytes.isEmpty {
            let index = Int.random(in: bytes.indices, using: &self)
            switch self.next() % 5 {
            case 0: bytes[index] = UInt8(truncatingIfNeeded: self.next())
            case 1: bytes.remove(at: index)
            case 2: bytes.insert(bytes[Int.random(in: bytes.indices, using: &self)], at: index)
            case 3: bytes.insert(contentsOf: bytes[index...].prefix(16), at: 0)
            default: bytes.removeSubrange(index..<min(bytes.count, index + 8))
            }
        }
        return bytes
    }
}
