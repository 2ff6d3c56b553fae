/// What a robots.txt says about one path, and which of its lines said it.
public struct RobotsVerdict: Equatable, Sendable {
    public let allowed: Bool
    /// The number, from 1, of the deciding line; nil when no line matched and everything is allowed.
    public let line: Int?

    public init(allowed: Bool, line: Int?) {
        self.allowed = allowed
        self.line = line
    }
}
