#if Cluster
internal import CLibPQ

/// Reads one row of an answer, column after column. It lives no longer than the answer.
package struct RowReader {
    private let result: OpaquePointer
    private let row: CInt
    private var column: CInt = 0

    init(_ result: OpaquePointer, row: CInt) {
        self.result = result
        self.row = row
    }

    /// The next column as a whole number of its width.
    package mutating func number<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) throws(ClusterError)
        -> Number
    {
        guard let bytes = self.next(), bytes.count == MemoryLayout<Number>.size else { throw RowReader.damage }
        return Number(bigEndian: bytes.loadUnaligned(as: Number.self))
    }

    /// The next column as text.
    package mutating func text() throws(ClusterError) -> String {
        guard let text = self.optionalText() else { throw RowReader.damage }
        return text
    }

    /// The next column as text, or nil where it is null.
    package mutating func optionalText() -> String? {
        self.next().map { String(decoding: $0, as: UTF8.self) }
    }

    /// The next column as bytes, or nil where it is null.
    package mutating func optionalBytes() -> [UInt8]? {
        self.next().map { Array($0) }
    }

    /// The next column as a list of 32-bit numbers; an array without nulls.
    package mutating func int4s() throws(ClusterError) -> [Int32] {
        guard let bytes = self.next(), bytes.count >= 12 else { throw RowReader.damage }
        let number = { (offset: Int) in Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)) }
        if number(0) == 0 { return [] }
        guard number(0) == 1, number(4) == 0, bytes.count >= 20 else { throw RowReader.damage }
        let count = Int(number(12))
        guard count >= 0, bytes.count == 20 + count * 8 else { throw RowReader.damage }
        return (0..<count).map { number(24 + $0 * 8) }
    }

    private mutating func next() -> UnsafeRawBufferPointer? {
        defer { self.column += 1 }
        guard self.column < PQnfields(self.result), PQgetisnull(self.result, self.row, self.column) == 0 else {
            return nil
        }
        let length = PQgetlength(self.result, self.row, self.column)
        return UnsafeRawBufferPointer(start: PQgetvalue(self.result, self.row, self.column), count: Int(length))
    }

    private static let damage = ClusterError(.damaged, "the frontier's server sent what was not asked for")
}
#endif
