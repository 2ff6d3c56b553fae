/// The statuses of answers that are taken for good: `200..204,429`.
public struct AcceptedStatuses: Sendable, Hashable, CustomStringConvertible {
    /// What names no statuses.
    public struct SyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
        /// What was said instead.
        public let word: String

        /// What is wrong, and how it would be right.
        public var description: String {
            "'\(self.word)' is no status: use numbers and ranges of them from 100 to 599, such as 200..204,429"
        }
    }

    private let ranges: [ClosedRange<Int>]

    /// 200 to 299: the server had what it was asked for (RFC 9110, section 15.3).
    public init() {
        self.ranges = [200...299]
    }

    /// The statuses that `text` lists, numbers and ranges with both ends in them, separated by commas.
    public init(_ text: String) throws(SyntaxError) {
        var ranges: [ClosedRange<Int>] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let range = AcceptedStatuses.range(String(word)) else { throw SyntaxError(word: String(word)) }
            ranges.append(range)
        }
        self.ranges = ranges
    }

    /// Whether an answer with `status` is good.
    public func contains(_ status: Int) -> Bool {
        self.ranges.contains { $0.contains(status) }
    }

    /// As ``init(_:)`` reads it.
    public var description: String {
        self.ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)..\($0.upperBound)" }
            .joined(separator: ",")
    }

    private static func range(_ word: String) -> ClosedRange<Int>? {
        let parts = word.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        let ends: (String, String)
        switch parts.count {
        case 1: ends = (parts[0], parts[0])
        case 3 where parts[1].isEmpty: ends = (parts[0], parts[2])
        default: return nil
        }
        guard let first = AcceptedStatuses.status(ends.0), let last = AcceptedStatuses.status(ends.1), first <= last
        else { return nil }
        return first...last
    }

    private static func status(_ text: String) -> Int? {
        guard text.utf8.count == 3, text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), let status = Int(text),
            (100...599).contains(status)
        else { return nil }
        return status
    }
}
