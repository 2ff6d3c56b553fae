package import SkitterCore

extension SplitMix64 {
    /// Text of `letters`, as long as `length` says.
    package mutating func text(of letters: String, length: ClosedRange<Int>) -> String {
        let letters = Array(letters)
        return String(
            (0..<Int.random(in: length, using: &self)).map { _ in letters[Int(self.next() % UInt64(letters.count))] })
    }

    /// The bytes with some of them replaced, removed, doubled or moved.
    package mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
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
