extension TrapPattern {
    private static let isThere: UInt8 = 1
    private static let hasPath: UInt8 = 1 << 4
    private static let hasPage: UInt8 = 1 << 5

    /// Adds `pattern`, or that there is none.
    static func pack(_ pattern: TrapPattern?, into record: inout PackedWriter) {
        guard let pattern else { return record.byte(0) }
        record.byte(
            self.isThere | pattern.kind.rawValue << 1 | (pattern.pathDigest == 0 ? 0 : self.hasPath)
                | (pattern.page == 0 ? 0 : self.hasPage))
        record.fixed(pattern.id)
        if pattern.pathDigest != 0 { record.fixed(pattern.pathDigest) }
        if pattern.page != 0 { record.fixed(pattern.page) }
    }

    /// What ``pack(_:into:)`` added.
    static func unpacked(from record: inout PackedReader) -> TrapPattern? {
        let form = record.byte()
        guard form & self.isThere != 0 else { return nil }
        let id = record.fixed()
        let path = form & self.hasPath == 0 ? 0 : record.fixed()
        let page = form & self.hasPage == 0 ? 0 : record.fixed()
        return TrapPattern(id: id, pathDigest: path, page: page, kind: TrapKind(rawValue: form >> 1 & 7) ?? .plain)
    }
}
