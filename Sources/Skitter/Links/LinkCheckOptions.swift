public import SkitterCore

/// What a check of links looks at, and what it takes for good.
public struct LinkCheckOptions: Sendable {
    /// Statuses that are good. 200 to 299.
    public var accepted = AcceptedStatuses()
    /// Whether links that lead out of the site are asked for too. On: they are those that break unnoticed.
    public var checksBeyond = true
    /// Whether a page must have the place that a fragment names. On.
    public var checksFragments = true
    /// So many of the pages that hold a broken link are named. 10.
    public var namedPages = 10
    /// The directory where what is found out about links beyond the site is kept for later checks; nil: nothing is kept.
    public var cacheDirectory: String?
    /// What is kept there counts for so long. A day: a link checker in CI runs more often than links break.
    public var cacheAge: Duration = .seconds(24 * 3600)

    /// The defaults.
    public init() {}
}
