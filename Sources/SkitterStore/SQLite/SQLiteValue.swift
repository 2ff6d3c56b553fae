/// A value of a statement's parameter.
package enum SQLiteValue: Sendable, Hashable {
    /// A number.
    case integer(Int64)
    /// A text.
    case text(String)
    /// Bytes.
    case blob([UInt8])
    /// None.
    case null
}
