internal import FoundationEssentials
internal import SkitterCore

/// One line of the input of ``CheckCommand``: its members are read when an answer needs them.
struct CheckQuestion {
    /// Names the question in its answer.
    enum ID: Sendable {
        /// The question has none that could be read.
        case none
        case text(String)
        case number(Int)
    }

    private(set) var id = ID.none
    private(set) var op = ""
    /// Why the line is no question, or nil for one that is; what came before the fault was read.
    private(set) var problem: JSONError?
    private let bytes: [UInt8]
    private var members: [(key: String, value: Range<Int>)] = []

    /// Reads the line that stands in `range` of `bytes`.
    init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        do throws(JSONError) {
            try self.read(self.reader(of: range))
        } catch {
            self.problem = error
        }
    }

    private mutating func read(_ start: JSONReader) throws(JSONError) {
        var reader = start
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "id":
                let range = try reader.skipped()
                self.id = try self.readID(range)
            case "op": self.op = try reader.string()
            default: self.members.append((key, try reader.skipped()))
            }
        }
        try reader.finish()
    }

    private func readID(_ range: Range<Int>) throws(JSONError) -> ID {
        var reader = self.reader(of: range)
        if try reader.null() { return .none }
        return self.bytes[range.lowerBound] == UInt8(ascii: "\"")
            ? .text(try reader.string()) : .number(try reader.integer())
    }

    /// A reader that takes strings as JavaScript and Python write them.
    private func reader(of range: Range<Int>) -> JSONReader {
        var reader = JSONReader(self.bytes, in: range)
        reader.replacesLoneSurrogates = true
        return reader
    }
}

// MARK: - Members

extension CheckQuestion {
    /// The text of a member, nil where it is null or absent.
    func optionalString(_ key: String) throws(CheckFailure) -> String? {
        try self.member(key) { reader throws(JSONError) in try reader.optionalString() } ?? nil
    }

    /// The text of a member that must be there.
    func string(_ key: String) throws(CheckFailure) -> String {
        guard let text = try self.optionalString(key) else { throw CheckFailure("'\(key)' is missing") }
        return text
    }

    /// The bytes of a member in Base64 that must be there.
    func base64(_ key: String) throws(CheckFailure) -> [UInt8] {
        guard let data = Data(base64Encoded: try self.string(key)) else { throw CheckFailure("'\(key)' is no Base64") }
        return [UInt8](data)
    }

    /// Whether a member is there and true.
    func flag(_ key: String) throws(CheckFailure) -> Bool {
        try self.member(key) { reader throws(JSONError) in try reader.null() ? false : reader.boolean() } ?? false
    }

    /// A whole number, nil where it is null or absent.
    func optionalInteger(_ key: String) throws(CheckFailure) -> Int? {
        try self.member(key) { reader throws(JSONError) in try reader.optionalInteger() } ?? nil
    }

    /// The texts of a list, none where it is absent.
    func strings(_ key: String) throws(CheckFailure) -> [String] {
        try self.member(key) { reader throws(JSONError) in try reader.strings() } ?? []
    }

    /// The header fields of a list of pairs, none where it is absent.
    func fields(_ key: String) throws(CheckFailure) -> HTTPFields {
        let pairs = try self.member(key) { reader throws(JSONError) in
            var pairs: [[String]] = []
            try reader.beginArray()
            while try reader.nextElement() { pairs.append(try reader.strings()) }
            return pairs
        }
        var fields = HTTPFields()
        for pair in pairs ?? [] {
            guard pair.count == 2 else { throw CheckFailure("'\(key)' is no list of pairs") }
            fields.append(name: pair[0], value: pair[1])
        }
        return fields
    }

    /// What `read` makes of a member, nil where it is absent. Of members of one name the last counts.
    private func member<Value>(
        _ key: String, _ read: (inout JSONReader) throws(JSONError) -> Value
    ) throws(CheckFailure) -> Value? {
        guard let range = self.members.last(where: { $0.key == key })?.value else { return nil }
        var reader = self.reader(of: range)
        do throws(JSONError) {
            return try read(&reader)
        } catch {
            throw CheckFailure(error, in: key)
        }
    }
}
