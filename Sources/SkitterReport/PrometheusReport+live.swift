package import SkitterCore

extension PrometheusReport {
    /// All families of a crawl that runs, with what only the running crawl knows.
    package static func text(_ view: CrawlView, transport: String, top: Int? = nil) -> String {
        (PrometheusReport.text(view.snapshot, transport: transport, top: top) ?? "") + PrometheusReport.gauges(view)
    }

    private static func gauges(_ view: CrawlView) -> String {
        let gauges = view.figures.gauges
        var writer = PrometheusText()
        func gauge(_ name: String, _ help: String, _ value: Int) {
            writer.family(name, .gauge, help)
            writer.sample(value)
        }
        gauge("in_flight_requests", "Requests in flight.", gauges.inFlight)
        gauge("open_hosts", "Hosts with URLs in the queue or in flight.", gauges.openHosts)
        gauge(
            "waiting_hosts", "Hosts that only wait for their next permitted start; 20 at the most.", view.waiting.count)
        gauge("paused", "1 while the user has paused the crawl.", gauges.isPaused ? 1 : 0)
        gauge("ended", "1 once the crawl has ended.", view.ending == nil ? 0 : 1)
        if let bytes = gauges.residentBytes { gauge("resident_memory_bytes", "Memory of the process.", bytes) }
        if let left = gauges.leastTimeLeft {
            writer.family("least_time_left_seconds", .gauge, "The crawl lasts at least so much longer.")
            writer.sample(NumberText.fixed(left.inSeconds, decimals: 3))
        }
        return writer.text
    }
}
