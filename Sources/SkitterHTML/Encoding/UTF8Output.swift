/// Collects decoded text as UTF-8.
struct UTF8Output: ~Copyable {
    private(set) var octets: [UInt8] = []

    init(capacity: Int) {
        self.octets.reserveCapacity(capacity)
    }

    /// U+FFFD, which stands for one error.
    mutating func appendError() {
        self.octets.append(0xEF)
        self.octets.append(0xBF)
        self.octets.append(0xBD)
    }

    /// `scalar` must be a Unicode scalar value.
    mutating func append(_ scalar: UInt32) {
        if scalar < 0x80 {
            self.octets.append(UInt8(truncatingIfNeeded: scalar))
        } else if scalar < 0x800 {
            self.octets.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
            self.octets.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        } else if scalar < 0x10000 {
            self.octets.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
            self.octets.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            self.octets.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        } else {
            self.octets.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
            self.octets.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
            self.octets.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            self.octets.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        }
    }

    /// Octets that are UTF-8 already.
    mutating func append(verbatim range: Range<Int>, of bytes: Span<UInt8>) {
        bytes.extracting(range).withUnsafeBufferPointer { self.octets.append(contentsOf: $0) }
    }

    /// The end of the run of ASCII that starts at `start`; the run is appended.
    mutating func appendASCII(of bytes: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] < 0x80 {
            end += 1
        }
        if end > start {
            self.append(verbatim: start..<end, of: bytes)
        }
        return end
    }

    consuming func finish() -> [UInt8] {
        self.octets
    }
}
