/// What of a URL varies within its pattern. It decides what counts as a repetition (docs/decisions/traps.md).
package enum TrapKind: UInt8, Sendable, Comparable {
    /// Numbers, or the values of a query: a page repeats when its body is the same, byte for byte.
    case plain
    /// Ids of many digits and letters: a body is compared without the words that hold digits.
    case ids
    /// Dates: compared as with ``ids``, so that the empty months of a calendar are one.
    case dates
    /// One path with ever other sets of parameters: the same body, or the same links elsewhere.
    case facets
    /// A path that repeats its segments or has a great many: the same body, or the same links elsewhere.
    case segments
    /// A session id: the same page (the URL without the id) with the same body, compared as with ``ids``.
    case sessions

    /// Whether bodies are compared without the words that hold digits.
    var comparesSkeletons: Bool { self == .ids || self == .dates || self == .sessions }
    /// Whether equal sets of links make a repetition, too.
    var comparesLinks: Bool { self == .facets || self == .segments }

    package static func < (left: TrapKind, right: TrapKind) -> Bool { left.rawValue < right.rawValue }
}
