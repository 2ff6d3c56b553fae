/// What reading one file of records came to: nothing that was left out goes unsaid.
public struct FileReading: Hashable, Sendable {
    /// A line that is no record.
    public struct BrokenLine: Hashable, Sendable {
        /// Its number, from 1.
        public var number: Int
        /// What is wrong with it.
        public var reason: String
    }

    /// The name of the file.
    public let name: String
    /// Records read.
    public internal(set) var records = 0
    /// Lines that are no records; they were passed over.
    public internal(set) var broken = 0
    /// The first few of them, at most ``exampleLimit``.
    public internal(set) var examples: [BrokenLine] = []
    /// True where the file ends amid a line: the crawl was writing it, or was killed.
    public internal(set) var endsAmidLine = false

    /// How many broken lines are named.
    public static let exampleLimit = 3

    init(name: String) {
        self.name = name
    }

    mutating func countBroken(line number: Int, _ reason: String) {
        self.broken += 1
        guard self.examples.count < FileReading.exampleLimit else { return }
        self.examples.append(BrokenLine(number: number, reason: reason))
    }
}
