/// What was answered with one media type.
public struct TypeFigures: Hashable, Sendable {
    /// `type/subtype`; `(none)` where the answer names none, `(others)` for types beyond the bound.
    public var type: String
    /// Answered visits.
    public var visits = 0
    /// Bytes of body after decompression.
    public var bodyBytes = 0

    /// Nothing of `type`.
    public init(type: String) {
        self.type = type
    }

    mutating func count(bytes: Int) {
        self.visits &+= 1
        self.bodyBytes &+= bytes
    }
}
