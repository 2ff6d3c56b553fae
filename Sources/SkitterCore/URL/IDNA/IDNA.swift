/// UTS 46 as the URL Standard asks for it: nontransitional, CheckHyphens, UseSTD3ASCIIRules, VerifyDnsLength and
/// IgnoreInvalidPunycode false, CheckBidi and CheckJoiners true. Unicode 17.0.
enum IDNA {
    /// ToASCII (UTS 46, section 4.2) of a domain in UTF-8; nil when it breaks a rule.
    static func toASCII(_ domain: Span<UInt8>) -> [UInt8]? {
        guard let points = Self.scalars(domain) else { return nil }
        let normal = NormalizationFormC.normalize(Self.map(points))
        var labels: [[UInt32]] = []
        for label in normal.split(separator: 0x2E, omittingEmptySubsequences: false) {
            guard let label = Self.toUnicode(label) else { return nil }
            labels.append(label)
        }
        guard BidiRule.accepts(labels) else { return nil }
        var output: [UInt8] = []
        for (number, label) in labels.enumerated() {
            if number > 0 { output.append(0x2E) }
            if label.allSatisfy({ $0 < 0x80 }) {
                output.append(contentsOf: label.map { UInt8($0) })
            } else {
                guard let punycode = Punycode.encode(label) else { return nil }
                output.append(contentsOf: "xn--".utf8)
                output.append(contentsOf: punycode)
            }
        }
        return output
    }

    private static func scalars(_ utf8: Span<UInt8>) -> [UInt32]? {
        guard (try? UTF8Span(validating: utf8)) != nil else { return nil }
        return utf8.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self).unicodeScalars.map(\.value) }
    }

    /// Processing, step 1: a disallowed code point stays and is found by the validity criteria.
    private static func map(_ points: [UInt32]) -> [UInt32] {
        let tables = UnicodeTables.shared
        var mapped: [UInt32] = []
        mapped.reserveCapacity(points.count)
        for point in points {
            switch tables.properties(of: point).status {
            case .valid, .disallowed: mapped.append(point)
            case .ignored: break
            case .mapped: mapped.append(contentsOf: tables.mapping(of: point))
            }
        }
        return mapped
    }

    /// Processing, step 4: a label, decoded if it was Punycode, or nil when it is not valid.
    private static func toUnicode(_ label: ArraySlice<UInt32>) -> [UInt32]? {
        guard Self.hasPrefix(label) else { return LabelValidity.accepts(Array(label)) ? Array(label) : nil }
        let punycode = label.dropFirst(4)
        guard punycode.allSatisfy({ $0 < 0x80 }),
            let decoded = Punycode.decode(punycode.map { UInt8($0) }),
            decoded.contains(where: { $0 >= 0x80 }), NormalizationFormC.normalize(decoded) == decoded,
            LabelValidity.accepts(decoded)
        else { return nil }
        return decoded
    }

    /// Whether a label begins with `xn--`.
    static func hasPrefix(_ label: some Collection<UInt32>) -> Bool {
        label.starts(with: [0x78, 0x6E, 0x2D, 0x2D])
    }
}
