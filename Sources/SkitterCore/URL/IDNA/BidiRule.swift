/// The Bidi rule (RFC 5893, section 2).
enum BidiRule {
    /// Whether every label keeps the rule, which binds domains that hold a right-to-left code point.
    static func accepts(_ labels: [[UInt32]]) -> Bool {
        let tables = UnicodeTables.shared
        let classes = labels.map { $0.map { tables.properties(of: $0).bidiClass } }
        let isBidi = classes.contains { label in
            label.contains { $0 == .rightToLeft || $0 == .arabicLetter || $0 == .arabicNumber }
        }
        return !isBidi || classes.allSatisfy(Self.accepts)
    }

    private static func accepts(_ label: [UnicodeTables.BidiClass]) -> Bool {
        guard let first = label.first else { return true }
        let last = label.last { $0 != .nonspacingMark }
        switch first {
        case .rightToLeft, .arabicLetter:
            return label.allSatisfy(Self.isAllowedRightToLeft)
                && (last == .rightToLeft || last == .arabicLetter || last == .europeanNumber || last == .arabicNumber)
                && !(label.contains(.europeanNumber) && label.contains(.arabicNumber))
        case .leftToRight:
            return label.allSatisfy(Self.isAllowedLeftToRight) && (last == .leftToRight || last == .europeanNumber)
        default:
            return false
        }
    }

    private static func isAllowedRightToLeft(_ bidiClass: UnicodeTables.BidiClass) -> Bool {
        switch bidiClass {
        case .leftToRight, .other: false
        default: true
        }
    }

    private static func isAllowedLeftToRight(_ bidiClass: UnicodeTables.BidiClass) -> Bool {
        switch bidiClass {
        case .rightToLeft, .arabicLetter, .arabicNumber, .other: false
        default: true
        }
    }
}
