internal import SkitterArchive
internal import SkitterCore

extension AuditPolicy {
    /// What the options in force promised; those of the last run, where there were several. `crawler` is who promised it.
    init(_ manifest: Manifest, tolerance: Duration, crawler: String? = nil) {
        self.init()
        if let crawler { self.crawler = crawler }
        self.delay = manifest.option("delay").flatMap(DurationText.parse)
        self.perAddressDelay = manifest.option("per-ip-delay").flatMap(DurationText.parse)
        self.perHost = manifest.option("per-host").flatMap { Int($0) }
        self.concurrency = manifest.option("concurrency").flatMap { Int($0) } ?? self.concurrency
        self.obeysRobots = manifest.option("robots") != "off"
        self.tolerance = tolerance
    }
}
