package import SkitterCore

/// What a check of links found, for people at a terminal and in discussions.
package enum LinkCheckText {
    /// Each broken link with what is wrong and who names it, and what the check comes to.
    package static func table(_ check: LinkCheck, _ layout: ReportLayout) -> String {
        var text = ""
        for broken in check.broken {
            text += layout.paint(TerminalText.escaped(broken.url), .bad) + "\n"
            text += "    \(TerminalText.escaped(LinkCheckText.words(for: broken)))\n"
            for target in broken.redirects {
                text += layout.paint("    -> \(TerminalText.escaped(target))", .notice) + "\n"
            }
            for page in broken.pages { text += "    on \(TerminalText.escaped(page))\n" }
            if let more = LinkCheckText.morePages(broken) { text += layout.paint("    \(more)", .faint) + "\n" }
        }
        if !check.broken.isEmpty { text += "\n" }
        return text + LinkCheckText.sum(check) + "\n"
    }

    /// The same as Markdown, for a summary of a run or a comment.
    package static func markdown(_ check: LinkCheck) -> String {
        let escaped = MarkdownTable.escaped
        var text = "### \(check.broken.isEmpty ? "No broken links" : LinkCheckText.brokenCount(check))\n\n"
        if !check.broken.isEmpty {
            text += "| link | what is wrong | pages |\n| --- | --- | --- |\n"
            for broken in check.broken {
                let pages = broken.pages.map(escaped) + [LinkCheckText.morePages(broken)].compactMap { $0 }
                let redirects = broken.redirects.map { "<br>→ \(escaped($0))" }.joined()
                text +=
                    "| \(escaped(broken.url)) | \(escaped(LinkCheckText.words(for: broken)))\(redirects) | \(pages.joined(separator: "<br>")) |\n"
            }
            text += "\n"
        }
        return TerminalText.escapedLines(text + LinkCheckText.sum(check)) + "\n"
    }

    /// What is wrong with a link, in one line.
    static func words(for broken: LinkCheck.Broken) -> String {
        let flaw = broken.flaw
        switch flaw.reason {
        case LinkCheck.Flaw.fragment: return flaw.message ?? "no element has that id"
        case LinkCheck.Flaw.invalid: return "it is no URL"
        case LinkCheck.Flaw.redirects: return "redirected on and on"
        case LinkCheck.Flaw.noTarget: return "\(flaw.status ?? 0), redirected to what is no URL of http or https"
        case LinkCheck.Flaw.robotsUnreachable: return flaw.message ?? "robots.txt cannot be had"
        default: break
        }
        let status = flaw.status.map { "\($0)" }
        guard let message = flaw.message else { return status ?? flaw.reason }
        return [status, "\(flaw.reason): \(message)"].compactMap { $0 }.joined(separator: ", ")
    }

    /// How many pages are not named; nil where all are.
    private static func morePages(_ broken: LinkCheck.Broken) -> String? {
        if broken.pageCount == 0 { return "as it was given" }
        let more = broken.pageCount - broken.pages.count
        return more > 0 ? "and \(NumberText.grouped(more)) more \(more == 1 ? "page" : "pages")" : nil
    }

    private static func brokenCount(_ check: LinkCheck) -> String {
        "\(NumberText.grouped(check.broken.count)) broken \(check.broken.count == 1 ? "link" : "links")"
    }

    /// `2 broken links; 120 URLs on 14 pages, 117 good (30 known from before), 1 not checked (robots 1)`.
    package static func sum(_ check: LinkCheck) -> String {
        var text = check.broken.isEmpty ? "no broken links" : LinkCheckText.brokenCount(check)
        text += "; \(NumberText.grouped(check.links)) \(check.links == 1 ? "URL" : "URLs")"
        text += " on \(NumberText.grouped(check.pages)) \(check.pages == 1 ? "page" : "pages")"
        text += ", \(NumberText.grouped(check.good)) good"
        if check.reused > 0 { text += "; \(NumberText.grouped(check.reused)) known from before" }
        let unchecked = check.unchecked.reduce(0) { $0 + $1.count }
        if unchecked > 0 {
            let reasons = check.unchecked.map { "\($0.doubt.rawValue) \(NumberText.grouped($0.count))" }
            text += "; \(NumberText.grouped(unchecked)) not checked (\(reasons.joined(separator: ", ")))"
        }
        return text
    }
}

extension TerminalText {
    /// `text` with its line breaks, and every other character as ``escaped(_:)`` has it.
    fileprivate static func escapedLines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { TerminalText.escaped(String($0)) }
            .joined(separator: "\n")
    }
}
