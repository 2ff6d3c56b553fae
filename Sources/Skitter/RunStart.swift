internal import SkitterCore
internal import SkitterEngine

/// Where a run begins.
struct RunStart {
    /// On what it works.
    enum Basis {
        /// A frontier of its own: a new one, or where an earlier run of the crawl stood.
        case own(RestoredCrawl?)
        /// One that others work on too, and what this crawler counted in earlier runs.
        case shared(any RunFrontier, CrawlStats?)
    }

    var scope: Scope
    var seeds: [Seed] = []
    var frontier = Basis.own(nil)
    /// What a resumed crawl found.
    var figures: RestoredFigures?
}
