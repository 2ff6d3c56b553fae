/// Punycode (RFC 3492), without the `xn--` prefix; every sum is checked for overflow.
package enum Punycode {
    private static let base: UInt32 = 36
    private static let tMin: UInt32 = 1
    private static let tMax: UInt32 = 26

    /// The code points of a label, or nil when `input` is no Punycode (RFC 3492, section 6.2).
    package static func decode(_ input: some BidirectionalCollection<UInt8>) -> [UInt32]? {
        var output: [UInt32] = []
        var rest = input[...]
        if let delimiter = input.lastIndex(of: 0x2D) {
            for byte in input[..<delimiter] {
                guard byte < 0x80 else { return nil }
                output.append(UInt32(byte))
            }
            rest = input[input.index(after: delimiter)...]
        }
        var n: UInt32 = 128
        var i: UInt32 = 0
        var bias: UInt32 = 72
        while !rest.isEmpty {
            let oldI = i
            var weight: UInt32 = 1
            var k = Self.base
            while true {
                guard let byte = rest.popFirst(), let digit = Self.digit(byte) else { return nil }
                let (product, productOverflow) = digit.multipliedReportingOverflow(by: weight)
                let (sum, sumOverflow) = i.addingReportingOverflow(product)
                if productOverflow || sumOverflow { return nil }
                i = sum
                let threshold = Self.threshold(k, bias)
                if digit < threshold { break }
                let (next, overflow) = weight.multipliedReportingOverflow(by: Self.base - threshold)
                if overflow { return nil }
                weight = next
                k += Self.base
            }
            let length = UInt32(output.count + 1)
            bias = Self.adapt(i - oldI, length, isFirst: oldI == 0)
            let (point, overflow) = n.addingReportingOverflow(i / length)
            guard !overflow, Unicode.Scalar(point) != nil else { return nil }
            n = point
            i %= length
            output.insert(n, at: Int(i))
            i += 1
        }
        return output
    }

    /// The Punycode of a label, or nil on overflow (RFC 3492, section 6.3). Time is quadratic in the label's length.
    package static func encode(_ input: some Collection<UInt32>) -> [UInt8]? {
        var output: [UInt8] = []
        for point in input where point < 0x80 { output.append(UInt8(point)) }
        let basicCount = UInt32(output.count)
        var handled = basicCount
        if basicCount > 0 { output.append(0x2D) }
        var n: UInt32 = 128
        var delta: UInt32 = 0
        var bias: UInt32 = 72
        while handled < input.count {
            guard let next = input.lazy.filter({ $0 >= n }).min() else { return nil }
            let (step, stepOverflow) = (next - n).multipliedReportingOverflow(by: handled + 1)
            let (sum, sumOverflow) = delta.addingReportingOverflow(step)
            if stepOverflow || sumOverflow { return nil }
            delta = sum
            n = next
            for point in input {
                if point < n {
                    let (more, overflow) = delta.addingReportingOverflow(1)
                    if overflow { return nil }
                    delta = more
                } else if point == n {
                    Self.appendVariableLength(delta, bias, to: &output)
                    bias = Self.adapt(delta, handled + 1, isFirst: handled == basicCount)
                    delta = 0
                    handled += 1
                }
            }
            let (nextDelta, overflow) = delta.addingReportingOverflow(1)
            if overflow { return nil }
            delta = nextDelta
            n += 1
        }
        return output
    }

    private static func appendVariableLength(_ delta: UInt32, _ bias: UInt32, to output: inout [UInt8]) {
        var q = delta
        var k = Self.base
        while true {
            let threshold = Self.threshold(k, bias)
            if q < threshold { break }
            output.append(Self.character(threshold + (q - threshold) % (Self.base - threshold)))
            q = (q - threshold) / (Self.base - threshold)
            k += Self.base
        }
        output.append(Self.character(q))
    }

    private static func threshold(_ k: UInt32, _ bias: UInt32) -> UInt32 {
        k <= bias ? Self.tMin : min(k - bias, Self.tMax)
    }

    /// Bias adaptation (RFC 3492, section 6.1).
    private static func adapt(_ delta: UInt32, _ length: UInt32, isFirst: Bool) -> UInt32 {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / length
        var k: UInt32 = 0
        while delta > (Self.base - Self.tMin) * Self.tMax / 2 {
            delta /= Self.base - Self.tMin
            k += Self.base
        }
        return k + (Self.base - Self.tMin + 1) * delta / (delta + 38)
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        if ASCII.isLetter(byte) { return UInt32((byte | 0x20) - 0x61) }
        return ASCII.isDigit(byte) ? UInt32(byte - 0x30 + 26) : nil
    }

    private static func character(_ digit: UInt32) -> UInt8 {
        UInt8(truncatingIfNeeded: digit < 26 ? digit + 0x61 : digit - 26 + 0x30)
    }
}
