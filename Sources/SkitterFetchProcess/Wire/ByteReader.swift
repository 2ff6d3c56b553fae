/// Reads the fields of one frame; every read is checked, as the other end may be anything.
struct ByteReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        self.rest = bytes
    }

    /// What has not been read.
    var remainder: ArraySlice<UInt8> { self.rest }

    mutating func number<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) throws(WireError) -> Number {
        let width = MemoryLayout<Number>.size
        guard self.rest.count >= width else { throw WireError("a frame ends within a number") }
        let number = self.rest.withUnsafeBytes { $0.loadUnaligned(as: Number.self) }
        self.rest = self.rest.dropFirst(width)
        return Number(littleEndian: number)
    }

    mutating func string() throws(WireError) -> String {
        let count = Int(try self.number(UInt32.self))
        guard count <= self.rest.count else { throw WireError("a frame ends within a string") }
        defer { self.rest = self.rest.dropFirst(count) }
        return String(decoding: self.rest.prefix(count), as: UTF8.self)
    }

    /// A number of things, each of which takes at least `bytesEach`: what cannot be there is not made room for.
    mutating func count(bytesEach: Int) throws(WireError) -> Int {
        let count = Int(try self.number(UInt32.self))
        guard count <= self.rest.count / bytesEach else { throw WireError("a frame ends within a list") }
        return count
    }

    /// Nothing is left over.
    func end() throws(WireError) {
        guard self.rest.isEmpty else { throw WireError("a frame is longer than its fields") }
    }
}
