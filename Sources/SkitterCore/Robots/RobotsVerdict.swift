/// What a robots.txt says about one path, and which of its lines said it.
public struct RobotsVerdict: Equatable, Sendable {
    /// Whether the path may be fetched.
    public let allowed: Bool
    /// The number, from 1, of the deciding line; nil when no line matched and everything is allowed.
    public let line: Int?

    /// A verdict as it stands.
    public init(allowed: Bool, line: Int?) {
        self.allowed = allowed
        self.line = line
    }
}
