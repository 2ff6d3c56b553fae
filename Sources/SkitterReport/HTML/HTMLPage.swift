internal import SkitterCore

/// A page of HTML that loads nothing and runs nothing, in the look of all reports.
package enum HTMLPage {
    /// The page with `body`, which is HTML already.
    package static func text(title: String, _ body: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex, nofollow">
        <meta name="referrer" content="no-referrer">
        <title>\(HTMLText.words(title))</title>
        <style>
        \(HTMLStyle.text)
        </style>
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
    }

    /// A section as wide as the page; `body` is HTML already.
    package static func section(_ title: String, _ body: String) -> String {
        HTMLReport.section(title, isWide: true, body) ?? ""
    }

    /// A table; the first column takes text, all others figures. No cell is HTML.
    package static func table(_ titles: [String], _ rows: [[String]]) -> String {
        HTMLReport.table(titles, rows.map { $0.map(HTMLText.words) })
    }

    /// `text` as character data or as a quoted attribute value.
    package static func escaped(_ text: String) -> String { HTMLText.escaped(text) }

    /// A paragraph of small words; none where there are no words.
    package static func note(_ words: String) -> String { HTMLReport.note(words) }
}
