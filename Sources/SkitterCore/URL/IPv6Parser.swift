/// The URL Standard's IPv6 parser and serialiser.
enum IPv6Parser {
    typealias Pieces = InlineArray<8, UInt16>

    /// The address written in `input` (without brackets), or nil.
    static func parse(_ input: Span<UInt8>) -> Pieces? {
        var pieces = Pieces(repeating: 0)
        var piece = 0
        var compress: Int?
        var index = 0
        let end = input.count
        if index < end, input[index] == 0x3A {
            guard index + 1 < end, input[index + 1] == 0x3A else { return nil }
            index += 2
            piece += 1
            compress = piece
        }
        while index < end {
            if piece == 8 { return nil }
            if input[index] == 0x3A {
                if compress != nil { return nil }
                index += 1
                piece += 1
                compress = piece
                continue
            }
            var value: UInt16 = 0
            var length = 0
            while length < 4, index < end, let digit = ASCII.hexValue(input[index]) {
                value = value << 4 | UInt16(digit)
                index += 1
                length += 1
            }
            if index < end, input[index] == 0x2E {
                guard length > 0, piece <= 6,
                    let address = Self.dottedDecimal(input, from: index - length)
                else { return nil }
                pieces[piece] = UInt16(truncatingIfNeeded: address >> 16)
                pieces[piece + 1] = UInt16(truncatingIfNeeded: address)
                piece += 2
                break
            }
            if index < end {
                guard input[index] == 0x3A else { return nil }
                index += 1
                if index == end { return nil }
            }
            pieces[piece] = value
            piece += 1
        }
        return Self.expand(pieces, piece, compress)
    }

    /// Moves the pieces behind the `::` to the end.
    private static func expand(_ pieces: Pieces, _ count: Int, _ compress: Int?) -> Pieces? {
        guard let compress else { return count == 8 ? pieces : nil }
        var pieces = pieces
        var swaps = count - compress
        var index = 7
        while index != 0, swaps > 0 {
            let other = compress + swaps - 1
            (pieces[index], pieces[other]) = (pieces[other], pieces[index])
            index -= 1
            swaps -= 1
        }
        return pieces
    }

    /// Four decimal numbers up to 255 without leading zeros, from `start` to the end.
    static func dottedDecimal(_ input: Span<UInt8>, from start: Int) -> UInt32? {
        var address: UInt32 = 0
        var index = start
        for part in 0..<4 {
            if part > 0 {
                guard index < input.count, input[index] == 0x2E else { return nil }
                index += 1
            }
            let first = index
            var value: UInt32 = 0
            while index < input.count, ASCII.isDigit(input[index]) {
                if index > first, value == 0 { return nil }
                value = value * 10 + UInt32(input[index] & 15)
                if value > 255 { return nil }
                index += 1
            }
            if index == first { return nil }
            address = address << 8 | value
        }
        return index == input.count ? address : nil
    }

    /// IPv6 serialiser: the first longest run of two or more zero pieces becomes `::` (RFC 5952, section 4.2).
    static func append(_ pieces: Pieces, to out: inout URLBuffer) {
        var best = 0..<0
        var index = 0
        while index < 8 {
            var end = index
            while end < 8, pieces[end] == 0 { end += 1 }
            if end - index > max(best.count, 1) { best = index..<end }
            index = max(end, index + 1)
        }
        index = 0
        while index < 8 {
            if index == best.lowerBound, !best.isEmpty {
                out.append(index == 0 ? "::" : ":")
                index = best.upperBound
                continue
            }
            out.appendLowerHex(pieces[index])
            if index != 7 { out.append(0x3A) }
            index += 1
        }
    }
}
