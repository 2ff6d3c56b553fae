package import SkitterCore

/// What robots.txt and sitemaps tell of a crawl, for people and for machines.
package enum PlanReport {
    /// A table of the hosts, and what the crawl comes to.
    package static func table(_ plan: CrawlPlan, _ layout: ReportLayout) -> String {
        var table = TextTable(["host", "delay", "sitemaps", "URLs", "refused", "at least"])
        for host in plan.hosts {
            table.append([
                TerminalText.escaped(host.host), PlanReport.delay(host), NumberText.grouped(host.sitemaps),
                NumberText.grouped(host.named), NumberText.grouped(host.refused), PlanReport.time(host.leastTime),
            ])
        }
        var text = table.text(layout)
        for host in plan.hosts {
            guard let problem = host.problem else { continue }
            text +=
                layout.paint("\(TerminalText.escaped(host.host)): \(TerminalText.escaped(problem))", .warning) + "\n"
        }
        text += "\n\(NumberText.grouped(plan.toFetch)) \(plan.toFetch == 1 ? "URL" : "URLs") to fetch"
        if plan.outOfScope > 0 { text += ", \(NumberText.grouped(plan.outOfScope)) more out of scope" }
        if let least = plan.leastTime {
            let reason =
                switch least.bottleneck {
                case .host(let name): "the delay of \(TerminalText.escaped(name))"
                case .address(let address): "the gap that hosts at \(address) keep"
                }
            text += "; at least \(PlanReport.time(least.time)), for \(reason)"
        }
        return text + "\n" + CrawlPlan.assumptions.map { layout.paint("assumed: \($0)", .faint) + "\n" }.joined()
    }

    private static func delay(_ host: PlannedHost) -> String {
        let text = host.delay == .zero ? "none" : DurationText.compact(host.delay)
        return host.delaySource == .robots ? text + " (asked)" : text
    }

    private static func time(_ time: Duration) -> String {
        time == .zero ? "-" : time < .seconds(60) ? DurationText.compact(time) : DurationText.clock(time)
    }

    /// One JSON text; docs/cli.md describes its members.
    package static func json(_ plan: CrawlPlan) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("v")
        writer.value(1)
        writer.key("hosts")
        writer.objects(plan.hosts) { writer, host in PlanReport.write(host, to: &writer) }
        writer.member("urls", plan.named)
        writer.member("refused", plan.refused)
        writer.member("to_fetch", plan.toFetch)
        writer.member("out_of_scope", plan.outOfScope)
        writer.key("least_s")
        writer.value((plan.leastTime?.time ?? .zero).inSeconds, decimals: 3)
        writer.key("bottleneck")
        switch plan.leastTime?.bottleneck {
        case .host(let name): writer.value(name)
        case .address(let address): writer.value(address.description)
        case nil: writer.null()
        }
        writer.key("assumptions")
        writer.values(CrawlPlan.assumptions)
        writer.endObject()
        writer.newline()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func write(_ host: PlannedHost, to writer: inout JSONWriter) {
        writer.member("host", host.host)
        writer.key("delay_s")
        writer.value(host.delay.inSeconds, decimals: 3)
        writer.key("delay_from")
        writer.value(host.delaySource.rawValue)
        writer.member("sitemaps", host.sitemaps)
        writer.member("urls", host.named)
        writer.member("refused", host.refused)
        writer.member("to_fetch", host.toFetch)
        writer.key("least_s")
        writer.value(host.leastTime.inSeconds, decimals: 3)
        writer.member("problem", host.problem)
    }
}
