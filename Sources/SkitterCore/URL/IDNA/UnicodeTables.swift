/// The properties of code points that UTS 46 asks for, decoded once from ``UnicodeData``.
struct UnicodeTables: Sendable {
    /// UTS 46, section 5: what the mapping step does with a code point.
    enum Status: UInt8 {
        case valid, mapped, ignored, disallowed
    }

    /// UAX 9: the classes that RFC 5893 tells apart.
    enum BidiClass: UInt8 {
        case other, leftToRight, rightToLeft, arabicLetter, arabicNumber, europeanNumber, europeanSeparator
        case commonSeparator, europeanTerminator, otherNeutral, boundaryNeutral, nonspacingMark
    }

    /// UAX 44, Joining_Type; join-causing code points count as dual-joining.
    enum JoiningType: UInt8 {
        case none, left, right, dual, transparent
    }

    struct Properties {
        var status: Status
        var combiningClass: UInt8
        var bidiClass: BidiClass
        var joiningType: JoiningType
        var isMark: Bool
    }

    static let shared = UnicodeTables()

    private var records: [Properties] = []
    /// The first code point of each run of equal properties, and its record.
    private var runStarts: [UInt32] = []
    private var runRecords: [UInt8] = []
    private let mappings: ScalarSequences
    private let decompositions: ScalarSequences
    /// Primary composites by their two parts, packed into one number.
    private var compositions: [UInt64: UInt32] = [:]

    private init() {
        self.mappings = ScalarSequences(VarintReader(UnicodeData.mappings))
        self.decompositions = ScalarSequences(flagged: VarintReader(UnicodeData.decompositions))
        self.readProperties()
        for entry in 0..<self.decompositions.count {
            let parts = self.decompositions.sequence(at: entry)
            guard parts.count == 2, !self.decompositions.isFlagged(entry) else { continue }
            self.compositions[Self.pair(parts[0], parts[1])] = self.decompositions.key(entry)
        }
    }

    private mutating func readProperties() {
        var reader = VarintReader(UnicodeData.properties)
        for _ in 0..<reader.next() {
            let fields = [reader.byte(), reader.byte(), reader.byte(), reader.byte()]
            self.records.append(
                Properties(
                    status: Status(rawValue: fields[0]) ?? .disallowed, combiningClass: fields[1],
                    bidiClass: BidiClass(rawValue: fields[2]) ?? .other,
                    joiningType: JoiningType(rawValue: fields[3] & 0x7F) ?? .none, isMark: fields[3] & 0x80 != 0))
        }
        var point: UInt32 = 0
        while !reader.isAtEnd {
            self.runStarts.append(point)
            point += reader.next()
            self.runRecords.append(UInt8(reader.next()))
        }
    }

    func properties(of point: UInt32) -> Properties {
        var low = 0
        var high = self.runStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if self.runStarts[middle] <= point { low = middle } else { high = middle }
        }
        return self.records[Int(self.runRecords[low])]
    }

    /// What a code point of status `mapped` becomes.
    func mapping(of point: UInt32) -> ArraySlice<UInt32> { self.mappings[point] ?? [] }

    /// The canonical decomposition, one step deep (UAX 15, D64); nil when there is none. Not for Hangul syllables.
    func decomposition(of point: UInt32) -> ArraySlice<UInt32>? { self.decompositions[point] }

    /// The primary composite of two code points (UAX 15, D114). Not for Hangul.
    func composition(of first: UInt32, _ second: UInt32) -> UInt32? { self.compositions[Self.pair(first, second)] }

    private static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 { UInt64(first) << 32 | UInt64(second) }
}
