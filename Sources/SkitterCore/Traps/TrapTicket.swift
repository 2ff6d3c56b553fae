/// Goes with a URL that a ``TrapQueue`` handed out until it settles.
package struct TrapTicket: Packable {
    /// The pattern under which its page is judged; nil where nobody will ask for the page's signature.
    package let pattern: TrapPattern?
    /// Its place in the pattern.
    let sequence: UInt32
    /// The generation that waits for it.
    let generation: UInt32
    /// The line of the queue in which it stands, and comes back to.
    let level: UInt16

    init(pattern: TrapPattern?, sequence: UInt32, generation: UInt32, level: UInt16) {
        self.pattern = pattern
        self.sequence = sequence
        self.generation = generation
        self.level = level
    }

    package func pack(into record: inout PackedWriter) {
        TrapPattern.pack(self.pattern, into: &record)
        record.number(Int(self.sequence))
        record.number(Int(self.generation))
        record.number(Int(self.level))
    }

    package init(unpacking record: inout PackedReader) {
        self.pattern = TrapPattern.unpacked(from: &record)
        self.sequence = UInt32(clamping: record.number())
        self.generation = UInt32(clamping: record.number())
        self.level = UInt16(clamping: record.number())
    }
}
