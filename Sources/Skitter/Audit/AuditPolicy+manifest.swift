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
        for (host, text) in AuditPolicy.pairs(manifest.option("delay-of")) {
            self.hosts[host, default: HostPolicy()].delay = DurationText.parse(text)
        }
        for (host, text) in AuditPolicy.pairs(manifest.option("per-host-of")) {
            self.hosts[host, default: HostPolicy()].perHost = Int(text)
        }
        self.concurrency = manifest.option("concurrency").flatMap { Int($0) } ?? self.concurrency
        self.obeysRobots = manifest.option("robots") != "off"
        self.tolerance = tolerance
    }

    /// The hosts and values of an option that is written `HOST=VALUE HOST=VALUE`.
    private static func pairs(_ option: String?) -> [(host: String, value: String)] {
        (option ?? "").split(separator: " ").compactMap { pair in
            let parts = pair.split(separator: "=", maxSplits: 1)
            return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
        }
    }
}
