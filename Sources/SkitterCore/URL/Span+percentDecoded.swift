extension Span<UInt8> {
    /// URL Standard, "percent-decode": what is no escape stands for itself.
    package func percentDecoded() -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(self.count)
        var index = 0
        while index < self.count {
            if self[index] == UInt8(ascii: "%"), index + 2 < self.count, let high = ASCII.hexValue(self[index + 1]),
                let low = ASCII.hexValue(self[index + 2])
            {
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(self[index])
                index += 1
            }
        }
        return decoded
    }
}
