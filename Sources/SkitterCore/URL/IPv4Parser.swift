/// The URL Standard's IPv4 parser, with "ends in a number" as the question that precedes it.
enum IPv4Parser {
    enum Answer: Equatable {
        /// The host does not end in a number: a domain.
        case noNumber
        /// It does, and is no address.
        case invalid
        case address(UInt32)
    }

    static func parse(_ host: Span<UInt8>) -> Answer {
        var end = host.count
        if end > 1, host[end - 1] == 0x2E { end -= 1 }
        var lastStart = end
        while lastStart > 0, host[lastStart - 1] != 0x2E { lastStart -= 1 }
        guard Self.isNumber(host, lastStart, end) else { return .noNumber }
        return Self.address(host, end)
    }

    /// Whether the label is all digits, or `0x` and hexadecimal digits.
    @inline(__always)
    private static func isNumber(_ host: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard start < end, ASCII.isDigit(host[start]) else { return false }
        var allDigits = true
        for index in start..<end where !ASCII.isDigit(host[index]) { allDigits = false }
        return allDigits || Self.number(host, start, end) != nil
    }

    private static func address(_ host: Span<UInt8>, _ end: Int) -> Answer {
        var address: UInt64 = 0
        var parts = 0
        var start = 0
        while true {
            var stop = start
            while stop < end, host[stop] != 0x2E { stop += 1 }
            guard let number = Self.number(host, start, stop) else { return .invalid }
            let isLast = stop == end
            guard parts < 4, isLast || number <= 255 else { return .invalid }
            if isLast {
                let bits = UInt64(8 * (4 - parts))
                guard number < 1 << bits else { return .invalid }
                return .address(UInt32(truncatingIfNeeded: address << bits | number))
            }
            address = address << 8 | number
            parts += 1
            start = stop + 1
        }
    }

    /// IPv4 number parser. Values beyond 32 bits answer 2^32, which every caller refuses.
    private static func number(_ host: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64? {
        guard start < end else { return nil }
        var index = start
        var radix: UInt64 = 10
        if end - start >= 2, host[start] == 0x30 {
            let isHex = host[start + 1] | 0x20 == 0x78
            radix = isHex ? 16 : 8
            index += isHex ? 2 : 1
        }
        var value: UInt64 = 0
        while index < end {
            guard let digit = ASCII.hexValue(host[index]), UInt64(digit) < radix else { return nil }
            value = min(value * radix + UInt64(digit), 1 << 32)
            index += 1
        }
        return value
    }

    static func append(_ address: UInt32, to out: inout URLBuffer) {
        out.appendDecimal(UInt64(address >> 24))
        for shift: UInt32 in [16, 8, 0] {
            out.append(0x2E)
            out.appendDecimal(UInt64(address >> shift & 255))
        }
    }
}
