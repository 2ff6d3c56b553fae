/// A piece of an ``ExtractedPage``'s text, always inside it. Valid only with the page it came from.
public struct TextRange: Sendable, Hashable {
    /// Offset of the first byte.
    public var start: UInt32
    /// Length in bytes; an empty value is an attribute that was there and empty.
    public var length: UInt32

    /// `length` bytes from `start` on.
    public init(start: UInt32, length: UInt32) {
        self.start = start
        self.length = length
    }

    /// The same as indices into the arena.
    public var indices: Range<Int> {
        Int(self.start)..<(Int(self.start) + Int(self.length))
    }
}
