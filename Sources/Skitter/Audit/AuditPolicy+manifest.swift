internal import SkitterArchive
internal import SkitterCore

extension AuditPolicy {
    /// What the options in force promised; those of the last run, where there were several.
    init(_ manifest: Manifest, tolerance: Duration) {
        self.init()
        self.delay = manifest.option("delay").flatMap(DurationText.parse)
        self.perAddressDelay = manifest.option("per-ip-delay").flatMap(DurationText.parse)
        self.perHost = manifest.option("per-host").flatMap { Int($0) }
        self.concurrency = manifest.option("concurrency").flatMap { Int($0) } ?? self.concurrency
        self.obeysRobots = manifest.option("robots") != "off"
        self.tolerance = tolerance
    }
}
