/// Ordinary pages as bytes. They are made at every request, so everything here appends to one array.
extension FixtureWeb {
    private static let textStream: UInt64 = 3

    private static let plainSnippets = ZoneBuilder.hiddenSnippets.map(\.markup).filter { !$0.contains("{") }.map {
        Array($0.utf8)
    }

    func ordinaryBody(of page: Int, origin: String) -> [UInt8] {
        var random = FixtureRandom(seed: self.seed, index: page, stream: Self.textStream)
        let edges = self.edges(ofOrdinary: page)
        var writer = LinkWriter(web: self, page: page, origin: origin)
        var body: [UInt8] = []
        body.reserveCapacity(1_024 + self.options.paragraphs * 320 + edges.count * 96)

        let name = random.element(of: FixtureText.names)
        let number = Array(String(page).utf8)
        body += "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>".utf8
        body += name
        body += " ".utf8
        body += number
        body += "</title>\n".utf8
        if page > 0, random.oneIn(16) {
            let folder = Array("/archive/\(random.below(9))/".utf8)
            writer.base = folder
            body += "<base href=\"".utf8
            body += folder
            body += "\">\n".utf8
        }
        body += Self.headEnd
        if writer.base == nil { body += "<a href=\"#content\">Skip to the content</a>\n".utf8 }

        let navigation = min(4, edges.count)
        body += "<nav><ul>\n".utf8
        for edge in edges[..<navigation] {
            body += "<li>".utf8
            writer.write(edge, text: random.element(of: FixtureText.names), to: &body)
            body += "</li>\n".utf8
        }
        body += "</ul></nav>\n<main id=\"content\">\n<h1>".utf8
        body += name
        body += " ".utf8
        body += number
        body += "</h1>\n<img src=\"/assets/photo-1.png\" alt=\"\">\n".utf8

        let paragraphs = max(1, self.options.paragraphs)
        let others = edges[navigation...]
        var position = others.startIndex
        for paragraph in 0..<paragraphs {
            if paragraph > 0, paragraph.isMultiple(of: 5) {
                body += "<h2>".utf8
                body += random.element(of: FixtureText.names)
                body += "</h2>\n".utf8
            }
            body += "<p>".utf8
            body += random.element(of: FixtureText.sentences)
            body += random.element(of: FixtureText.sentences)
            let end = others.startIndex + others.count * (paragraph + 1) / paragraphs
            while position < end {
                writer.write(others[position], text: random.element(of: FixtureText.names), to: &body)
                body += ". ".utf8
                body += random.element(of: FixtureText.sentences)
                position += 1
            }
            body += "</p>\n".utf8
        }
        if self.options.zones.contains(.hidden), random.oneIn(4) {
            body += random.element(of: Self.plainSnippets)
            body += "\n".utf8
        }
        body += Self.pageEnd
        return body
    }

    private static let headEnd = Array(
        """
        <meta name="viewport" content="width=device-width">
        <link rel="stylesheet" href="/assets/site.css">
        <link rel="icon" href="/favicon.ico">
        <script src="/assets/site.js"></script>
        </head>
        <body>

        """.utf8)

    private static let pageEnd = Array(
        """
        <img src="/assets/photo-2.png" srcset="/assets/photo-2.png 1x, /assets/photo-2-large.png 2x" alt="">
        </main>
        <footer><small>A fixture page: made, not written.</small></footer>
        </body>
        </html>

        """.utf8)
}
