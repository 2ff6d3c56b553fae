/// The validity criteria for one label (UTS 46, section 4.1) but for normalization and the Bidi rule.
enum LabelValidity {
    static func accepts(_ label: [UInt32]) -> Bool {
        guard let first = label.first else { return true }
        let tables = UnicodeTables.shared
        // CheckHyphens is false: in exchange no label that remains after decoding may look like Punycode.
        guard !IDNA.hasPrefix(label), !tables.properties(of: first).isMark else { return false }
        for (index, point) in label.enumerated() {
            guard point != 0x2E, tables.properties(of: point).status == .valid else { return false }
            if point == 0x200C || point == 0x200D, !Self.acceptsJoiner(label, index, tables) { return false }
        }
        return true
    }

    /// The ContextJ rules (RFC 5892, appendix A.1 and A.2).
    private static func acceptsJoiner(_ label: [UInt32], _ index: Int, _ tables: UnicodeTables) -> Bool {
        let virama: UInt8 = 9
        if index > 0, tables.properties(of: label[index - 1]).combiningClass == virama { return true }
        guard label[index] == 0x200C else { return false }
        let before = Self.firstJoiningType(label[..<index].reversed(), tables)
        let after = Self.firstJoiningType(label[(index + 1)...], tables)
        return (before == .left || before == .dual) && (after == .right || after == .dual)
    }

    /// The joining type of the first code point that is not transparent.
    private static func firstJoiningType(
        _ points: some Sequence<UInt32>, _ tables: UnicodeTables
    ) -> UnicodeTables.JoiningType {
        for point in points {
            let type = tables.properties(of: point).joiningType
            if type != .transparent { return type }
        }
        return .none
    }
}
