internal import SkitterCore

/// Text from the web, made fit for an HTML page: it can open no tag, end no attribute and turn no line around.
enum HTMLText {
    /// `text` as character data or as a quoted attribute value (WHATWG HTML, section 13.1.2).
    static func escaped(_ text: String) -> String {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(text.utf8.count)
        for byte in TerminalText.escaped(text).utf8 {
            switch byte {
            case UInt8(ascii: "&"): escaped += "&amp;".utf8
            case UInt8(ascii: "<"): escaped += "&lt;".utf8
            case UInt8(ascii: ">"): escaped += "&gt;".utf8
            case UInt8(ascii: "\""): escaped += "&quot;".utf8
            case UInt8(ascii: "'"): escaped += "&#39;".utf8
            default: escaped.append(byte)
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    /// `url`, shown in at most ``urlColumns`` columns; a link where it is http or https, for a page of another kind of URL
    /// would do something.
    static func link(_ url: String) -> String {
        let shown = HTMLText.escaped(TerminalText.shortened(TerminalText.escaped(url), to: HTMLText.urlColumns))
        guard url.hasPrefix("http://") || url.hasPrefix("https://"), url.utf8.count <= HTMLText.linkLimitBytes else {
            return shown
        }
        return "<a rel=\"noopener noreferrer nofollow\" href=\"\(HTMLText.escaped(url))\">\(shown)</a>"
    }

    /// Words in at most ``urlColumns`` columns.
    static func words(_ text: String) -> String {
        HTMLText.escaped(TerminalText.shortened(TerminalText.escaped(text), to: HTMLText.urlColumns))
    }

    private static let urlColumns = 160
    private static let linkLimitBytes = 2_048
}
