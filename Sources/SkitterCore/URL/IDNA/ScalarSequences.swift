/// A sorted map from code points to short sequences of code points.
struct ScalarSequences: Sendable {
    private var keys: [UInt32] = []
    /// Where each key's sequence begins in `pool`; one more than there are keys.
    private var starts: [Int] = [0]
    private var pool: [UInt32] = []
    private var flags: [Bool] = []

    /// Entries of distance from the key before, length, and each element's signed distance from the key.
    init(_ reader: consuming VarintReader) {
        self.read(reader) { ($0, false) }
    }

    /// The same, the length written as (length - 1) | flag << 1.
    init(flagged reader: consuming VarintReader) {
        self.read(reader) { ($0 & 1 + 1, $0 & 2 != 0) }
    }

    private mutating func read(_ input: consuming VarintReader, _ split: (UInt32) -> (length: UInt32, flag: Bool)) {
        var reader = input
        var key: UInt32 = 0
        while !reader.isAtEnd {
            key += reader.next()
            let (length, flag) = split(reader.next())
            for _ in 0..<length { self.pool.append(key &+ UInt32(bitPattern: reader.nextSigned())) }
            self.keys.append(key)
            self.flags.append(flag)
            self.starts.append(self.pool.count)
        }
    }

    var count: Int { self.keys.count }

    func key(_ entry: Int) -> UInt32 { self.keys[entry] }

    func isFlagged(_ entry: Int) -> Bool { self.flags[entry] }

    func sequence(at entry: Int) -> [UInt32] { Array(self.pool[self.starts[entry]..<self.starts[entry + 1]]) }

    subscript(key: UInt32) -> ArraySlice<UInt32>? {
        var low = 0
        var high = self.keys.count
        while low < high {
            let middle = (low + high) / 2
            if self.keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        guard low < self.keys.count, self.keys[low] == key else { return nil }
        return self.pool[self.starts[low]..<self.starts[low + 1]]
    }
}
