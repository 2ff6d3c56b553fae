/// Why a page seems to show nothing without its scripts: it has some, names no page to go on to, and has next to no text.
public enum ScriptNeed: String, CaseIterable, Sendable {
    /// Its `<noscript>` speaks of JavaScript.
    case noscript
    /// It has an empty element into which a script writes: one with an id, or one of its own name.
    case emptyRoot = "empty-root"
    /// It has no text at all.
    case noText = "no-text"
}
