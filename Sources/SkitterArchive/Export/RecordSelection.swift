internal import SkitterCore

/// Some members of the lines of `pages.jsonl`, in the user's order: a smaller line for whoever needs no more.
package struct RecordSelection: Sendable {
    /// A name that no member has, or no name at all.
    package struct UnknownMember: Error, Hashable, CustomStringConvertible {
        /// What was asked for.
        package let name: String

        package var description: String {
            "'\(self.name)' is no member of a record: use \(VisitMember.allCases.map(\.rawValue).joined(separator: ", "))"
        }
    }

    private let members: [VisitMember]

    /// The members with these names, each once; without any it would be of no use.
    package init(_ names: [String]) throws(UnknownMember) {
        if names.isEmpty { throw UnknownMember(name: "") }
        var members: [VisitMember] = []
        for name in names {
            guard let member = VisitMember(rawValue: name) else { throw UnknownMember(name: name) }
            if !members.contains(member) { members.append(member) }
        }
        self.members = members
    }

    /// Appends an object with what `line`, one record as it is written, says of the members; null where it does not have one.
    func append(_ line: [UInt8], in range: Range<Int>, to text: inout [UInt8]) {
        var found: [VisitMember: Range<Int>] = [:]
        var reader = JSONReader(line, in: range)
        // Our own line: it is an object, and its keys are known.
        do throws(JSONError) {
            try reader.beginObject()
            while let match = try reader.nextKey(in: VisitMember.keys) {
                let value = try reader.skipped()
                if let member = VisitMember(match) { found[member] = value }
            }
        } catch {
            preconditionFailure("a record is written as it is read: \(error)")
        }
        for (index, member) in self.members.enumerated() {
            text += (index == 0 ? "{\"" : ",\"").utf8
            text += member.rawValue.utf8
            text += "\":".utf8
            if let value = found[member] { text += line[value] } else { text += "null".utf8 }
        }
        text.append(UInt8(ascii: "}"))
    }
}
