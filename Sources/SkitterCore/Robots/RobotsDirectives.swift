/// What a page asks of robots, by `X-Robots-Tag` or by `<meta name=robots>`; the empty set asks nothing.
///
/// Directives only ever forbid, so the directives of several headers and elements add up by union.
public struct RobotsDirectives: OptionSet, Hashable, Sendable {
    /// One bit for each directive; not for storage.
    public let rawValue: UInt16

    /// The directives of a raw value; unknown bits mean nothing.
    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// The page is not to be shown in an index.
    public static let noindex = Self(rawValue: 1 << 0)
    /// The links of the page are not to be followed.
    public static let nofollow = Self(rawValue: 1 << 1)
    /// No copy of the page is to be offered.
    public static let noarchive = Self(rawValue: 1 << 2)
    /// No part of the text is to be shown.
    public static let nosnippet = Self(rawValue: 1 << 3)
    /// Images of the page are not to be shown in an index.
    public static let noimageindex = Self(rawValue: 1 << 4)
    /// No translation is to be offered.
    public static let notranslate = Self(rawValue: 1 << 5)
    /// `none` is short for these two.
    public static let none: Self = [.noindex, .nofollow]

    /// The directives by name, in the order in which they are listed.
    private static let names: [(name: String, directive: Self)] = [
        ("noindex", .noindex), ("nofollow", .nofollow), ("noarchive", .noarchive), ("nosnippet", .nosnippet),
        ("noimageindex", .noimageindex), ("notranslate", .notranslate),
    ]

    /// The names of the directives in force; `none` appears as its two parts.
    public var names: [String] {
        Self.names.filter { self.contains($0.directive) }.map(\.name)
    }

    init(word: ArraySlice<UInt8>) {
        let word = Octets.lowercasedString(word)
        switch word {
        case "none": self = .none
        case "nocache": self = .noarchive
        default: self = Self.names.first { $0.name == word }?.directive ?? []
        }
    }
}
