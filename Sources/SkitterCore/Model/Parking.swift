/// What the user decides about a pattern of URLs.
public struct Parking: Sendable, Hashable {
    /// As ``ParkedFigures/Pattern/pattern`` writes it: `http://example.org/cal/{date}`.
    public var pattern: String
    /// Whether its URLs are not to be fetched; otherwise they are, whatever they look like.
    public var isParked: Bool

    /// `pattern` is parked, or is not.
    public init(_ pattern: String, isParked: Bool) {
        self.pattern = pattern
        self.isParked = isParked
    }
}
