/// The forms in which the path of a rule and the path of a URL are compared.
///
/// Both sides get one spelling (RFC 9309 section 2.2.2): escapes in upper case, octets that a URL cannot hold escaped,
/// and a literal `*` or `$` of the URL as `%2A` or `%24`, which is how section 2.2.3 lets a rule name them.
///
/// On one point the RFC and its reference implementation differ: whether a needless escape (`%62` for `b`) and a raw
/// octet in the URL equal their other spelling. Doubt speaks for the host: ``Reading/wide`` holds them equal and is
/// used for `Disallow`; ``Reading/narrow`` does not and is used for `Allow`. `%7E` for `~`, which older software wrote
/// (RFC 3986 section 2.4), is no such doubt. The paths of parsed URLs hold no raw octets, and rules with needless
/// escapes are rare, so the readings almost never part.
enum RobotsPath {
    enum Reading {
        case narrow
        case wide
    }

    /// The path and query of a URL, without fragment; an empty one is `/`.
    static func target(_ path: some Collection<UInt8>, _ reading: Reading) -> [UInt8] {
        let octets = Array(path.prefix { $0 != UInt8(ascii: "#") })
        guard !octets.isEmpty else { return [UInt8(ascii: "/")] }
        var form: [UInt8] = []
        form.reserveCapacity(octets.count + 16)
        Self.normalize(octets[...], reading, keepsRawOctets: reading == .narrow, into: &form)
        return form
    }

    /// The form of a rule; afterwards each `*` in it is a wildcard. A final `$` is not part of `value`.
    static func pattern(_ value: ArraySlice<UInt8>, _ reading: Reading) -> [UInt8] {
        var form: [UInt8] = []
        form.reserveCapacity(value.count)
        for (index, piece) in value.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).enumerated() {
            if index > 0 {
                form.append(UInt8(ascii: "*"))
            }
            Self.normalize(piece, reading, keepsRawOctets: false, into: &form)
        }
        return form
    }

    /// Whether both readings of this target are the same.
    static func isUnambiguous(_ path: some Sequence<UInt8>) -> Bool {
        path.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "%") }
    }

    private static func normalize(
        _ octets: ArraySlice<UInt8>, _ reading: Reading, keepsRawOctets: Bool, into form: inout [UInt8]
    ) {
        var index = octets.startIndex
        while index < octets.endIndex {
            let octet = octets[index]
            index += 1
            if octet == UInt8(ascii: "%"), let escaped = Self.escapedOctet(at: index, in: octets) {
                index += 2
                if escaped == UInt8(ascii: "~") || reading == .wide && Self.isUnreserved(escaped) {
                    form.append(escaped)
                } else {
                    Self.appendEscape(escaped, to: &form)
                }
            } else if octet >= 0x80 ? !keepsRawOctets : Self.mustBeEscaped(octet) {
                Self.appendEscape(octet, to: &form)
            } else {
                form.append(octet)
            }
        }
    }

    private static func escapedOctet(at index: Int, in octets: ArraySlice<UInt8>) -> UInt8? {
        guard octets.endIndex - index >= 2,
            let high = ASCII.hexValue(octets[index]), let low = ASCII.hexValue(octets[index + 1])
        else { return nil }
        return high << 4 | low
    }

    private static func appendEscape(_ octet: UInt8, to form: inout [UInt8]) {
        form.append(UInt8(ascii: "%"))
        form.append(Self.digit(octet >> 4))
        form.append(Self.digit(octet & 15))
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x41 + value - 10
    }

    /// RFC 3986 section 2.3.
    private static func isUnreserved(_ octet: UInt8) -> Bool {
        Octets.isLetter(octet) || Octets.isDigit(octet)
            || octet == UInt8(ascii: "-") || octet == UInt8(ascii: ".")
            || octet == UInt8(ascii: "_") || octet == UInt8(ascii: "~")
    }

    /// ASCII that RFC 3986 keeps out of a URL, and the two characters that mean something in a rule.
    private static func mustBeEscaped(_ octet: UInt8) -> Bool {
        switch octet {
        case 0...0x20, 0x7F: true
        case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"): true
        case UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"): true
        case UInt8(ascii: "*"), UInt8(ascii: "$"): true
        default: false
        }
    }
}
