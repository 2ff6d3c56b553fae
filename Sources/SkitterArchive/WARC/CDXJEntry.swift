internal import SkitterCore

/// What an index says of one record, and its line in the CDXJ format of pywb and cdxj-indexer.
package struct CDXJEntry: Hashable, Sendable {
    /// The record's target.
    package var url: String
    /// The record's date, 14 digits.
    package var timestamp: String
    /// The media type of the response, `warc/revisit` for a revisit; nil where the response names none.
    package var mime: String?
    /// The status as it stands in the status line.
    package var status: String?
    /// The labelled payload digest.
    package var digest: String?
    /// The length of the record in its file.
    package var length: Int
    /// Where the record begins in its file.
    package var offset: Int
    /// The name of the file.
    package var fileName: String

    /// The entry of a record of which nothing but its place is known; set what is.
    package init(url: String, timestamp: String, length: Int, offset: Int, fileName: String) {
        self.url = url
        self.timestamp = timestamp
        self.length = length
        self.offset = offset
        self.fileName = fileName
    }

    /// 14 digits for the second in which this instant falls, in UTC.
    package static func timestamp(_ microseconds: Int64) -> String {
        UTCTime.compactText(microseconds).filter { $0 != "-" }
    }

    /// Appends `key timestamp {…}` and a line break, in ASCII, byte for byte as cdxj-indexer writes it.
    package func appendLine(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: CrawlURL.surt(of: self.url).utf8)
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: self.timestamp.utf8)
        bytes.append(contentsOf: " {\"url\": ".utf8)
        CDXJEntry.quote(self.url, to: &bytes)
        for (key, value) in [("mime", self.mime), ("status", self.status), ("digest", self.digest)] {
            guard let value else { continue }
            CDXJEntry.key(key, to: &bytes)
            CDXJEntry.quote(value, to: &bytes)
        }
        CDXJEntry.key("length", to: &bytes)
        CDXJEntry.quote(String(self.length), to: &bytes)
        CDXJEntry.key("offset", to: &bytes)
        CDXJEntry.quote(String(self.offset), to: &bytes)
        CDXJEntry.key("filename", to: &bytes)
        CDXJEntry.quote(self.fileName, to: &bytes)
        bytes.append(contentsOf: "}\n".utf8)
    }

    /// Appends `line`, which ``appendLine(to:)`` wrote, with `directory` before the name of the file; false where it is none such.
    static func append(_ line: ArraySlice<UInt8>, filesIn directory: String, to bytes: inout [UInt8]) -> Bool {
        let key = Array("\"filename\": \"".utf8)
        // The name is the last member, and holds no quotation mark.
        guard line.suffix(3).elementsEqual("\"}\n".utf8),
            let quote = line.dropLast(3).lastIndex(of: UInt8(ascii: "\"")), quote - line.startIndex >= key.count,
            line[(quote + 1 - key.count)...quote].elementsEqual(key)
        else { return false }
        bytes.append(contentsOf: line[...quote])
        var name: [UInt8] = []
        CDXJEntry.quote(directory, to: &name)
        bytes.append(contentsOf: name.dropFirst().dropLast())
        bytes.append(contentsOf: line[(quote + 1)...])
        return true
    }

    private static func key(_ name: String, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: ", \"".utf8)
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: "\": ".utf8)
    }

    /// A JSON string in ASCII: everything else is escaped, as the other writers of this format do, so that lines sort
    /// alike as bytes and as text.
    private static func quote(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for unit in text.utf16 {
            switch unit {
            case 0x22, 0x5C:
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(UInt8(truncatingIfNeeded: unit))
            case 0x20...0x7E: bytes.append(UInt8(truncatingIfNeeded: unit))
            case 0x08: bytes.append(contentsOf: "\\b".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0C: bytes.append(contentsOf: "\\f".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            default:
                bytes.append(contentsOf: "\\u".utf8)
                for shift in [12, 8, 4, 0] as [UInt16] {
                    let nibble = UInt8(truncatingIfNeeded: unit >> shift & 15)
                    bytes.append(nibble < 10 ? 0x30 + nibble : 0x57 + nibble)
                }
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
