/// The link relations that decide what a crawler does with a link, read from `rel` (HTML, "Link types"; ASCII
/// case-insensitive). Other relations are in the text of `rel` itself.
public struct LinkFlags: OptionSet, Sendable, Hashable {
    /// The bits.
    public let rawValue: UInt32

    /// The bits.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The link type `nofollow` (HTML, "link types").
    public static let nofollow = LinkFlags(rawValue: 1 << 0)
    /// The link type `ugc` (HTML, "link types").
    public static let ugc = LinkFlags(rawValue: 1 << 1)
    /// The link type `sponsored` (HTML, "link types").
    public static let sponsored = LinkFlags(rawValue: 1 << 2)
    /// The link type `canonical` (HTML, "link types").
    public static let canonical = LinkFlags(rawValue: 1 << 3)
    /// The link type `stylesheet` (HTML, "link types").
    public static let stylesheet = LinkFlags(rawValue: 1 << 4)
    /// The link type `alternate` (HTML, "link types").
    public static let alternate = LinkFlags(rawValue: 1 << 5)
    /// The link type `next` (HTML, "link types").
    public static let next = LinkFlags(rawValue: 1 << 6)
    /// The link type `prev` (HTML, "link types").
    public static let prev = LinkFlags(rawValue: 1 << 7)
    /// The link type `icon` (HTML, "link types").
    public static let icon = LinkFlags(rawValue: 1 << 8)
    /// The link type `preload` (HTML, "link types").
    public static let preload = LinkFlags(rawValue: 1 << 9)
    /// The link type `modulepreload` (HTML, "link types").
    public static let modulepreload = LinkFlags(rawValue: 1 << 10)
    /// The link type `prefetch` (HTML, "link types").
    public static let prefetch = LinkFlags(rawValue: 1 << 11)
    /// The link type `preconnect` (HTML, "link types").
    public static let preconnect = LinkFlags(rawValue: 1 << 12)
    /// The link type `dnsPrefetch` (HTML, "link types").
    public static let dnsPrefetch = LinkFlags(rawValue: 1 << 13)
    /// The link type `manifest` (HTML, "link types").
    public static let manifest = LinkFlags(rawValue: 1 << 14)
    /// The link type `amphtml` (HTML, "link types").
    public static let amphtml = LinkFlags(rawValue: 1 << 15)
    /// The link type `search` (HTML, "link types").
    public static let search = LinkFlags(rawValue: 1 << 16)
    /// The link type `pingback` (HTML, "link types").
    public static let pingback = LinkFlags(rawValue: 1 << 17)
}
