/// The keys that a reader of objects knows, found without making a string: each is packed into two words, and the search
/// begins after the key found last, for objects of one kind have their keys in one order.
package struct JSONKeys: Sendable {
    /// Up to 16 bytes, the rest zero. No two keys pack alike: a key read from a text holds no NUL without an escape, and
    /// one with an escape is packed after its escapes are replaced, where NUL makes it no known key.
    struct Packed: Equatable {
        var low: UInt64 = 0
        var high: UInt64 = 0

        private init(low: UInt64, high: UInt64) {
            self.low = low
            self.high = high
        }

        /// Packs `range` of `bytes`, which holds no NUL; nil for more than 16.
        init?(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
            guard range.count <= 16 else { return nil }
            guard range.lowerBound &+ 16 <= bytes.count else {
                self.init(bytes[range])
                return
            }
            func word(_ offset: Int, _ count: Int) -> UInt64 {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                return count >= 8 ? word : word & ~(UInt64.max << UInt64(8 * max(0, count)))
            }
            self.init(low: word(range.lowerBound, range.count), high: word(range.lowerBound &+ 8, range.count &- 8))
        }

        /// Packs `bytes`; nil for more than 16, and for NUL.
        init?(_ bytes: some Sequence<UInt8>) {
            var count = 0
            for byte in bytes {
                guard count < 16, byte != 0 else { return nil }
                if count < 8 {
                    self.low |= UInt64(byte) << UInt64(8 * count)
                } else {
                    self.high |= UInt64(byte) << UInt64(8 * count - 64)
                }
                count += 1
            }
        }
    }

    private let keys: [Packed]
    private let lengths: [Int]

    /// The keys `names` in the order in which they are expected, each of 1 to 16 bytes.
    package init(_ names: [String]) {
        self.lengths = names.map(\.utf8.count)
        self.keys = names.map { name in
            guard let key = Packed(name.utf8) else { preconditionFailure("a key has 1 to 16 bytes") }
            return key
        }
    }

    /// Where the text goes on behind the key with this index and its colon, where they stand at `start` and nothing is escaped or
    /// spaced: as our own files have it. `end` is that of the text, which may be a part of `bytes`.
    @inline(__always)
    func end(ofKey index: Int, in bytes: UnsafeRawBufferPointer, at start: Int, before end: Int) -> Int? {
        guard index < self.keys.count, start &+ 19 <= end else { return nil }
        let length = self.lengths[index]
        let colon = start &+ length &+ 2
        guard bytes[start] == UInt8(ascii: "\""), bytes[colon &- 1] == UInt8(ascii: "\""),
            bytes[colon] == UInt8(ascii: ":")
        else { return nil }
        return Packed(bytes, (start &+ 1)..<(colon &- 1)) == self.keys[index] ? colon &+ 1 : nil
    }

    /// The index of `key`, looked for from `start` on and then from the beginning.
    func index(of key: Packed, from start: Int) -> Int? {
        for index in start..<max(start, self.keys.count) where self.keys[index] == key { return index }
        for index in 0..<min(start, self.keys.count) where self.keys[index] == key { return index }
        return nil
    }
}

extension JSONReader {
    /// What ``nextKey(in:)`` found.
    package enum KeyMatch: Hashable, Sendable {
        /// The key with this index.
        case known(Int)
        /// A key that is none of those; its value must be passed over.
        case unknown
    }

    /// The next key of the object, whose value must be read next; nil at the object's end.
    package mutating func nextKey(in keys: JSONKeys) throws(JSONError) -> KeyMatch? {
        if let after = self.index(behind: self.expectedKey, of: keys) {
            self.passKey(to: after)
            self.expectedKey += 1
            return .known(self.expectedKey - 1)
        }
        guard try self.nextItem(before: UInt8(ascii: "}")) else { return nil }
        let range = try self.quoted()
        let packed: JSONKeys.Packed?
        if range.hasEscape {
            packed = JSONKeys.Packed(try self.unescaped(range.bytes).utf8)
        } else {
            packed = self.packed(range.bytes)
        }
        var match = KeyMatch.unknown
        if let packed, let index = keys.index(of: packed, from: self.expectedKey) {
            match = .known(index)
            self.expectedKey = index + 1
        } else {
            _ = try self.validated(range.bytes)
        }
        try self.expectColon()
        return match
    }
}
