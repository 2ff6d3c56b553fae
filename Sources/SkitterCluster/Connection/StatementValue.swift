#if Cluster
/// A parameter of a statement, in PostgreSQL's binary form. Lists go as arrays: one statement for many rows.
package enum StatementValue: Sendable {
    case int2(Int16), int4(Int32), int8(Int64), bool(Bool)
    case text(String), bytes([UInt8])
    case int2s([Int16]), int4s([Int32]), int8s([Int64]), bools([Bool])
    case texts([String?]), blobs([[UInt8]?])

    /// The number of its type in `pg_type`.
    var type: UInt32 {
        switch self {
        case .bool: 16
        case .bytes: 17
        case .int8: 20
        case .int2: 21
        case .int4: 23
        case .text: 25
        case .bools: 1000
        case .blobs: 1001
        case .int2s: 1005
        case .int4s: 1007
        case .texts: 1009
        case .int8s: 1016
        }
    }

    /// Appends its bytes.
    func encode(into bytes: inout [UInt8]) {
        switch self {
        case .bool(let value): bytes.append(value ? 1 : 0)
        case .int2(let value): bytes.big(value)
        case .int4(let value): bytes.big(value)
        case .int8(let value): bytes.big(value)
        case .text(let value): bytes.text(value)
        case .bytes(let value): bytes += value
        case .bools(let values): bytes.array(of: 16, values, width: 1) { $0.append($1 ? 1 : 0) }
        case .int2s(let values): bytes.array(of: 21, values, width: 2) { $0.big($1) }
        case .int4s(let values): bytes.array(of: 23, values, width: 4) { $0.big($1) }
        case .int8s(let values): bytes.array(of: 20, values, width: 8) { $0.big($1) }
        case .texts(let values): bytes.array(of: 25, values) { $0.text($1) }
        case .blobs(let values): bytes.array(of: 17, values) { $0 += $1 }
        }
    }
}

extension [UInt8] {
    fileprivate mutating func big(_ value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { self.append(contentsOf: $0) }
    }

    /// PostgreSQL's text holds every character but NUL.
    fileprivate mutating func text(_ value: String) {
        if value.utf8.contains(0) {
            for byte in value.utf8 { if byte == 0 { self += [0xEF, 0xBF, 0xBD] } else { self.append(byte) } }
        } else {
            self.append(contentsOf: value.utf8)
        }
    }

    /// The head of an array of one dimension, numbered from 1.
    private mutating func arrayHead(of type: UInt32, count: Int, hasNulls: Bool) {
        self.big(Int32(count == 0 ? 0 : 1))
        self.big(Int32(hasNulls ? 1 : 0))
        self.big(type)
        guard count > 0 else { return }
        self.big(Int32(count))
        self.big(Int32(1))
    }

    fileprivate mutating func array<Value>(
        of type: UInt32, _ values: [Value], width: Int, _ append: (inout [UInt8], Value) -> Void
    ) {
        self.arrayHead(of: type, count: values.count, hasNulls: false)
        for value in values {
            self.big(Int32(width))
            append(&self, value)
        }
    }

    fileprivate mutating func array<Value>(
        of type: UInt32, _ values: [Value?], _ append: (inout [UInt8], Value) -> Void
    ) {
        self.arrayHead(of: type, count: values.count, hasNulls: values.contains { $0 == nil })
        for value in values {
            guard let value else {
                self.big(Int32(-1))
                continue
            }
            let start = self.count
            self.big(Int32(0))
            append(&self, value)
            let length = Int32(self.count - start - 4)
            Swift.withUnsafeBytes(of: length.bigEndian) {
                for (index, byte) in $0.enumerated() { self[start + index] = byte }
            }
        }
    }
}
#endif
