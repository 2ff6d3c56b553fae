/// The version of this library and command, as manifests and the `User-Agent` name it.
public enum SkitterVersion {
    /// Semantic version.
    public static let current = "0.1.0"
}
