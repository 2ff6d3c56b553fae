internal import SkitterCore

extension HTMLReport {
    var hosts: String? {
        guard !self.snapshot.hosts.isEmpty else { return nil }
        let shown = self.snapshot.hosts.prefix(self.top)
        let greatest = shown.first?.figures.visits ?? 0
        let rows = shown.map { host in
            let (figures, classes) = (host.figures, host.figures.classes)
            let mean = figures.meanMicroseconds.map { DurationText.compact(microseconds: $0) } ?? "-"
            let counts = [
                figures.visits, classes.success, classes.redirection, classes.clientError, classes.serverError,
                classes.unanswered,
            ]
            return [HTMLText.words(host.host)] + counts.map(NumberText.grouped)
                + [ByteCountText.short(figures.bodyBytes), mean, SVGChart.bar(figures.visits, of: greatest, .info)]
        }
        let titles = ["host", "visits", "2xx", "3xx", "4xx", "5xx", "none", "bytes", "mean", ""]
        let others = HTMLReport.others(self.snapshot.hostCount - shown.count, "hosts: skitter stats --by host")
        return HTMLReport.section(
            "Hosts", isWide: true,
            HTMLReport.table(titles, wide: [2, 3, 6, 8, 9], bars: 9, rows) + HTMLReport.note(others))
    }

    var brokenLinks: String? {
        guard self.details.brokenCount > 0 else { return nil }
        let shown = self.details.brokenLinks.prefix(self.top)
        let rows = shown.map { link in
            let what = link.status.map(String.init) ?? link.failure.description
            let message = link.message.map { ": " + $0 } ?? ""
            return [
                HTMLText.link(link.url), HTMLText.words(what + message),
                link.parent.map(HTMLText.link) ?? "<span class=\"dim\">a seed</span>",
            ]
        }
        let others = HTMLReport.others(self.details.brokenCount - shown.count, "of them are in pages.jsonl")
        return HTMLReport.section(
            "Broken links", isWide: true,
            HTMLReport.table(["page", "what is wrong", "named first by"], words: [0, 1, 2], short: 1, rows)
                + HTMLReport.note(others))
    }

    var duplicates: String? {
        guard self.details.duplicateBodies > 0 else { return nil }
        let shown = self.details.duplicates.prefix(self.top)
        let rows = shown.map { group in
            let rest = group.pages - group.examples.count
            let more = rest > 0 ? "<li class=\"dim\">\(NumberText.grouped(rest)) more</li>" : ""
            return [
                "<ul>\(group.examples.map { "<li>\(HTMLText.link($0))</li>" }.joined())\(more)</ul>",
                NumberText.grouped(group.pages), ByteCountText.short(group.bodyBytes),
            ]
        }
        let uncompared =
            self.details.uncomparedPages > 0
            ? "; \(NumberText.grouped(self.details.uncomparedPages)) pages behind the first "
                + "\(NumberText.grouped(DetailTally.bodyLimit)) bodies were not compared" : ""
        let all =
            "\(NumberText.grouped(self.details.duplicatePages)) pages have one of "
            + "\(NumberText.grouped(self.details.duplicateBodies)) bodies that others have too"
        let others = HTMLReport.others(self.details.duplicateBodies - shown.count, "such bodies")
        return HTMLReport.section(
            "Equal pages", isWide: true,
            HTMLReport.table(["pages with one body", "pages", "size"], rows)
                + HTMLReport.note((others.isEmpty ? all : all + "; " + others) + uncompared))
    }

    var scriptPages: String? {
        guard self.details.scriptPageCount > 0 else { return nil }
        let shown = self.details.scriptPages.prefix(self.top)
        let rows = shown.map { page in
            let why =
                switch page.need {
                case .noscript: "its noscript says so"
                case .emptyRoot: "an empty element for scripts to fill"
                case .noText: "no text"
                }
            return [
                HTMLText.link(page.url), why,
                page.parent.map(HTMLText.link) ?? "<span class=\"dim\">a seed</span>",
            ]
        }
        let others = HTMLReport.others(
            self.details.scriptPageCount - shown.count, "of them are in pages.jsonl, with needs_javascript")
        return HTMLReport.section(
            "Pages that need JavaScript", isWide: true,
            HTMLReport.table(
                ["scripts, no link to follow, and next to no text", "why", "named first by"], words: [0, 1, 2], rows)
                + HTMLReport.note(others))
    }

    var parked: String? {
        let parked = self.snapshot.parked
        guard parked.urls > 0 else { return nil }
        let shown = parked.patterns.prefix(self.top)
        let rows = shown.map {
            [
                "<code>\(HTMLText.words($0.pattern))</code>" + ($0.isByUser ? " (parked by hand)" : ""),
                NumberText.grouped($0.urls),
            ]
        }
        let named = shown.reduce(0) { $0 + $1.urls }
        let others =
            named < parked.urls
            ? "\(NumberText.grouped(parked.urls - named)) URLs of other patterns: skipped.jsonl names them" : ""
        return HTMLReport.section(
            "Parked", isWide: true,
            HTMLReport.table(["pages like these only repeat each other; --unpark fetches them", "URLs"], rows)
                + HTMLReport.note(others))
    }

    var refusals: String? {
        guard self.details.refusedURLs > 0 else { return nil }
        let shown = self.details.refusals.prefix(self.top)
        let rows = shown.map {
            [
                HTMLText.words($0.host), HTMLText.words($0.rule), NumberText.grouped($0.urls),
                HTMLText.link($0.example),
            ]
        }
        let others = HTMLReport.others(self.details.refusingLines - shown.count, "lines of robots.txt")
        return HTMLReport.section(
            "Refused by robots.txt", isWide: true,
            HTMLReport.table(["host", "rule", "URLs", "such as"], words: [0, 1, 3], rows) + HTMLReport.note(others))
    }

    var slowest: String? {
        self.pages("Slowest", self.snapshot.slowest) { DurationText.compact(microseconds: $0) }
    }

    var largest: String? {
        self.pages("Largest", self.snapshot.largest) { ByteCountText.short(Int($0)) }
    }

    private func pages(_ title: String, _ pages: [PageFigure], _ value: (Int64) -> String) -> String? {
        guard !pages.isEmpty else { return nil }
        let rows = pages.prefix(self.top).map {
            [HTMLText.link($0.url), $0.status.map(String.init) ?? "-", HTMLText.escaped(value($0.value))]
        }
        return HTMLReport.section(
            title, isWide: true, HTMLReport.table(["page", "status", title.lowercased()], rows))
    }
}
