/// What a queue keeps as bytes: a hundred of them in memory or in a file, where its parts would take three hundred.
package protocol Packable: Sendable {
    func pack(into record: inout PackedWriter)
    /// Nil where the record is no such value.
    init?(unpacking record: inout PackedReader)
}
