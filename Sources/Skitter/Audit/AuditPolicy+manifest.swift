internal import SkitterArchive
internal import SkitterCore

extension AuditPolicy {
    /// What the options in force promised; those of the last run, where there were several.
    init(_ manifest: Manifest, tolerance: Duration) {
        func option(_ name: String) -> String? { manifest.options.first { $0.name == name }?.value }
        self.init()
        self.delay = option("delay").flatMap(DurationText.parse)
        self.perAddressDelay = option("per-ip-delay").flatMap(DurationText.parse)
        self.perHost = option("per-host").flatMap { Int($0) }
        self.concurrency = option("concurrency").flatMap { Int($0) } ?? self.concurrency
        self.obeysRobots = option("robots") != "off"
        self.tolerance = tolerance
    }
}
