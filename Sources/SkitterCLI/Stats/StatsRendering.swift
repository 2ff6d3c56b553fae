internal import ArgumentParser
internal import Skitter
internal import SkitterArchive
internal import SkitterCore
internal import SkitterReport

/// How `skitter stats` shows figures.
enum StatsFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv, prometheus, html, markdown
}

/// What `skitter stats` takes figures apart by.
enum StatsCriterion: String, ExpressibleByArgument, CaseIterable {
    case host, status, type, depth, time, error, transport

    var criterion: Breakdown.Criterion {
        switch self {
        case .host: .host
        case .status: .status
        case .type: .type
        case .depth: .depth
        case .time: .time
        case .error: .error
        case .transport: .transport
        }
    }
}

/// The figures of a crawl as the user asked for them.
struct StatsRendering {
    let by: Breakdown.Criterion?
    let format: StatsFormat
    let top: Int?

    /// How many hosts are named.
    var hostLimit: Int { self.top ?? 100 }

    /// Whether what the records name one by one is shown.
    var needsDetails: Bool { self.format == .html && self.by == nil }

    /// The text for stdout: `replay` and what `follower` knows besides.
    func text(of replay: CrawlReplay, _ follower: CrawlFollower) throws(ArchiveError) -> String {
        let transport = follower.manifest?.transport ?? ""
        let layout = ReportLayout(columns: Terminal.columns, isColoured: Terminal.wantsColour)
        let snapshot = replay.snapshot
        if let by {
            let limits = by == .time ? try follower.limits() : nil
            let breakdown = Breakdown(snapshot, by: by, transport: transport, limits: limits, top: self.top)
            return switch self.format {
            case .table: breakdown.table(layout)
            case .json: breakdown.json
            case .csv: breakdown.csv
            case .markdown: breakdown.markdown
            case .html: HTMLReport.text(breakdown)
            case .prometheus: PrometheusReport.text(snapshot, transport: transport, by: by, top: self.top) ?? ""
            }
        }
        return switch self.format {
        case .table: StatsPage(snapshot, layout, hosts: self.top ?? 10).text
        case .json: StatsReport.json(snapshot)
        case .csv: StatsReport.csv(snapshot)
        case .markdown: MarkdownReport.text(snapshot, transport: transport, top: self.top)
        case .prometheus: PrometheusReport.text(snapshot, transport: transport, top: self.top) ?? ""
        case .html:
            HTMLReport.text(
                snapshot, details: try follower.details() ?? CrawlDetails(),
                heading: ReportHeading(follower.manifest, ending: replay.ending),
                top: self.top ?? HTMLReport.usualTop)
        }
    }
}
