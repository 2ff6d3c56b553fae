package import SkitterCore

/// The same for programs.
extension LinkCheckText {
    /// One JSON text; docs/cli.md describes its members.
    package static func json(_ check: LinkCheck) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("v", 1)
        writer.key("exit")
        writer.beginObject()
        writer.member("code", check.ending.code)
        writer.member("cause", check.ending.cause)
        writer.endObject()
        writer.member("pages", check.pages)
        writer.member("links", check.links)
        writer.member("good", check.good)
        writer.member("reused", check.reused)
        writer.key("broken")
        writer.objects(check.broken) { writer, broken in
            writer.member("url", broken.url)
            writer.member("reason", broken.flaw.reason)
            writer.member("status", broken.flaw.status)
            writer.member("message", broken.flaw.message)
            writer.key("redirects")
            writer.values(broken.redirects)
            writer.member("page_count", broken.pageCount)
            writer.key("pages")
            writer.values(broken.pages)
        }
        writer.key("unchecked")
        writer.objects(check.unchecked) { writer, unchecked in
            writer.member("reason", unchecked.doubt.rawValue)
            writer.member("count", unchecked.count)
            writer.key("urls")
            writer.values(unchecked.urls)
        }
        writer.endObject()
        writer.newline()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The XML that CI systems read as results of tests: a case for each broken link, one for each reason for which links were not
    /// checked (skipped), and one for all that are good.
    package static func junit(_ check: LinkCheck, seconds: Double) -> String {
        let time = NumberText.fixed(seconds, decimals: 3)
        let counts =
            "tests=\"\(check.broken.count + check.unchecked.count + 1)\" failures=\"\(check.broken.count)\""
            + " errors=\"0\" skipped=\"\(check.unchecked.count)\" time=\"\(time)\""
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"skitter links\" \(counts)>\n"
        text += "  <testsuite name=\"links\" \(counts)>\n"
        text +=
            "    <testcase classname=\"links\" name=\"\(check.good) good of \(check.links) on \(check.pages) pages\"/>\n"
        for broken in check.broken {
            let words = LinkCheckText.words(for: broken)
            text += "    <testcase classname=\"links\" name=\"\(LinkCheckText.xml(broken.url))\">\n"
            text +=
                "      <failure type=\"\(LinkCheckText.xml(broken.flaw.reason))\" message=\"\(LinkCheckText.xml(words))\">"
            let lines = broken.redirects.map { "-> \($0)" } + LinkCheckText.pageLines(broken)
            text += LinkCheckText.xml(lines.joined(separator: "\n")) + "</failure>\n    </testcase>\n"
        }
        for unchecked in check.unchecked {
            text += "    <testcase classname=\"links\" name=\"not checked: \(unchecked.doubt.rawValue)\">\n"
            text +=
                "      <skipped message=\"\(unchecked.count) URLs\">\(LinkCheckText.xml(unchecked.urls.joined(separator: "\n")))</skipped>\n"
            text += "    </testcase>\n"
        }
        return text + "  </testsuite>\n</testsuites>\n"
    }

    private static func pageLines(_ broken: LinkCheck.Broken) -> [String] {
        let more = broken.pageCount - broken.pages.count
        return broken.pages.map { "on \($0)" } + (more > 0 ? ["and \(more) more pages"] : [])
    }

    /// Text for XML 1.0 ("Char"): what may not stand there becomes U+FFFD.
    private static func xml(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "\n", "\t": escaped.append(scalar)
            default:
                let isCharacter = scalar.value >= 0x20 && scalar.value & 0xFFFE != 0xFFFE
                escaped.append(isCharacter ? scalar : "\u{FFFD}")
            }
        }
        return String(escaped)
    }
}
