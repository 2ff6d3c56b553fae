/// ASCII rules on raw octets, as the HTTP-era text formats define them: no locale, no Unicode.
package enum Octets {
    static func isSpace(_ octet: UInt8) -> Bool {
        octet == 0x20 || (octet >= 0x09 && octet <= 0x0D)
    }

    static func isDigit(_ octet: UInt8) -> Bool {
        octet >= 0x30 && octet <= 0x39
    }

    static func isLetter(_ octet: UInt8) -> Bool {
        let lower = octet | 0x20
        return lower >= 0x61 && lower <= 0x7A
    }

    static func lowercased(_ octet: UInt8) -> UInt8 {
        octet >= 0x41 && octet <= 0x5A ? octet | 0x20 : octet
    }

    static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var slice = text.drop(while: Self.isSpace)
        while let last = slice.last, Self.isSpace(last) {
            slice.removeLast()
        }
        return slice
    }

    /// `text` with `A`-`Z` folded to `a`-`z`: no allocation up to 15 octets.
    package static func lowercasedString(_ text: some Collection<UInt8>) -> String {
        String(unsafeUninitializedCapacity: text.count) { folded in
            var count = 0
            for octet in text {
                folded[count] = Self.lowercased(octet)
                count += 1
            }
            return count
        }
    }

    static func equalIgnoringCase(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { Self.lowercased($0) == Self.lowercased($1) }
    }

    /// The value of a run of ASCII digits, or nil when the text is empty, holds anything else, or exceeds `limit`.
    static func decimal(_ text: some Sequence<UInt8>, limit: Int) -> Int? {
        var value = 0
        var isEmpty = true
        for octet in text {
            guard Self.isDigit(octet) else { return nil }
            isEmpty = false
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow, product <= limit - Int(octet - 0x30) else { return nil }
            value = product + Int(octet - 0x30)
        }
        return isEmpty ? nil : value
    }

    /// As UTF-8 where it is that, else as Latin-1: nothing is lost (RFC 9110, section 5.5).
    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}
