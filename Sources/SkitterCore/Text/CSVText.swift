/// Lines of CSV (RFC 4180, with a line feed alone as line break, which every reader takes).
package enum CSVText {
    /// One row.
    package static func line(_ fields: [String]) -> String {
        fields.map(CSVText.field).joined(separator: ",") + "\n"
    }

    /// A spreadsheet takes what begins with one of `=+-@` for a formula: text from the web that does gets an apostrophe
    /// before it.
    package static func untrusted(_ text: String) -> String {
        guard let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) else { return text }
        return "'" + text
    }

    private static func field(_ text: String) -> String {
        let needsQuotes = text.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 < 0x20 }
        guard needsQuotes else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
