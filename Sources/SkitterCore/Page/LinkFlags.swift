/// The link relations that decide what a crawler does with a link, read from `rel` (HTML, "Link types"; ASCII
/// case-insensitive). Other relations are in the text of `rel` itself.
public struct LinkFlags: OptionSet, Sendable, Hashable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    public static let nofollow = LinkFlags(rawValue: 1 << 0)
    public static let ugc = LinkFlags(rawValue: 1 << 1)
    public static let sponsored = LinkFlags(rawValue: 1 << 2)
    public static let canonical = LinkFlags(rawValue: 1 << 3)
    public static let stylesheet = LinkFlags(rawValue: 1 << 4)
    public static let alternate = LinkFlags(rawValue: 1 << 5)
    public static let next = LinkFlags(rawValue: 1 << 6)
    public static let prev = LinkFlags(rawValue: 1 << 7)
    public static let icon = LinkFlags(rawValue: 1 << 8)
    public static let preload = LinkFlags(rawValue: 1 << 9)
    public static let modulepreload = LinkFlags(rawValue: 1 << 10)
    public static let prefetch = LinkFlags(rawValue: 1 << 11)
    public static let preconnect = LinkFlags(rawValue: 1 << 12)
    public static let dnsPrefetch = LinkFlags(rawValue: 1 << 13)
    public static let manifest = LinkFlags(rawValue: 1 << 14)
    public static let amphtml = LinkFlags(rawValue: 1 << 15)
    public static let search = LinkFlags(rawValue: 1 << 16)
    public static let pingback = LinkFlags(rawValue: 1 << 17)
}
