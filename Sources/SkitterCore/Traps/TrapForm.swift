/// What a ``TrapQueue`` knows of an entry that waits for its generation.
struct TrapForm: Packable {
    /// Nil where it is not judged.
    let member: TrapJudge.Member?
    let level: UInt16

    init(member: TrapJudge.Member?, level: UInt16) {
        self.member = member
        self.level = level
    }

    func pack(into record: inout PackedWriter) {
        TrapPattern.pack(self.member?.pattern, into: &record)
        if let member { record.fixed(member.order) }
        record.number(Int(self.level))
    }

    init(unpacking record: inout PackedReader) {
        let pattern = TrapPattern.unpacked(from: &record)
        self.member = pattern.map { TrapJudge.Member(pattern: $0, order: record.fixed()) }
        self.level = UInt16(clamping: record.number())
    }
}
