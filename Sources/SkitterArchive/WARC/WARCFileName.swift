internal import SkitterCore

/// `NAME-YYYYMMDDhhmmss-NNNNN.warc.gz` (ISO 28500, Annex C): the start of the file in UTC and its number in the series.
struct WARCFileName: Hashable, Sendable, CustomStringConvertible {
    static let suffix = ".warc.gz"

    let name: String
    /// 14 digits.
    let timestamp: String
    let serial: Int

    init(name: String, startedMicroseconds: Int64, serial: Int) {
        self.name = String(
            decoding: name.utf8.map { byte in
                ASCII.isLetter(byte) || ASCII.isDigit(byte) || "._-".utf8.contains(byte) ? byte : UInt8(ascii: "_")
            }, as: UTF8.self)
        self.timestamp = CDXJEntry.timestamp(startedMicroseconds)
        self.serial = serial
    }

    /// Reads what ``description`` writes.
    init?(_ text: String) {
        guard text.hasSuffix(WARCFileName.suffix) else { return nil }
        let parts = text.dropLast(WARCFileName.suffix.count).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3, let serial = parts.last, let timestamp = parts.dropLast().last,
            timestamp.utf8.count == 14, timestamp.utf8.allSatisfy(ASCII.isDigit),
            serial.utf8.count >= 5, serial.utf8.allSatisfy(ASCII.isDigit), let number = Int(serial)
        else { return nil }
        self.name = parts.dropLast(2).joined(separator: "-")
        self.timestamp = String(timestamp)
        self.serial = number
    }

    var description: String {
        let digits = String(self.serial)
        let zeros = String(repeating: "0", count: max(0, 5 - digits.utf8.count))
        return "\(self.name)-\(self.timestamp)-\(zeros)\(digits)\(WARCFileName.suffix)"
    }
}
