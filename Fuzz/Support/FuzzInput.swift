/// The bytes that libFuzzer made, cut into the pieces that a target wants.
///
/// Every piece is a copy of exactly its length, so that the address sanitizer sees a read beyond it.
public struct FuzzInput {
    private var rest: ArraySlice<UInt8>

    /// Takes what `LLVMFuzzerTestOneInput` was given.
    public init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
        self.rest = Array(UnsafeBufferPointer(start: start, count: count))[...]
    }

    /// The next byte; 0 at the end.
    public mutating func byte() -> UInt8 { self.rest.popFirst() ?? 0 }

    /// What stands before the next line feed, or all that is left; the line feed goes.
    public mutating func line() -> [UInt8] {
        let line = self.rest.prefix { $0 != 0x0A }
        self.rest = self.rest[line.endIndex...].dropFirst()
        return Array(line)
    }

    /// Whether nothing is left.
    public var isEmpty: Bool { self.rest.isEmpty }

    /// All that is left.
    public mutating func remainder() -> [UInt8] {
        defer { self.rest = [] }
        return Array(self.rest)
    }
}
