/// Packs bits into bytes, least significant bit first (RFC 1951 section 3.1.1).
struct BitWriter {
    private(set) var bytes: [UInt8] = []
    /// Bits already used in the last byte, 0...7; 0 means that the next bit opens a byte.
    private var used = 0

    mutating func write(_ value: UInt32, count: Int) {
        for bit in 0..<count {
            if self.used == 0 { self.bytes.append(0) }
            self.bytes[self.bytes.count - 1] |= UInt8(value >> UInt32(bit) & 1) << UInt8(self.used)
            self.used = (self.used + 1) % 8
        }
    }

    mutating func writeZeros(count: Int) {
        var left = count
        while left > 0, self.used != 0 {
            self.write(0, count: 1)
            left -= 1
        }
        self.bytes += repeatElement(0, count: left / 8)
        self.write(0, count: left % 8)
    }
}
