/// A host and what happened on it.
public struct NamedHostFigures: Hashable, Sendable {
    /// The host as its URLs spell it, with the port where they name one.
    public var host: String
    /// What happened on it.
    public var figures: HostFigures

    /// `figures` of `host`.
    public init(host: String, figures: HostFigures) {
        self.host = host
        self.figures = figures
    }
}
