/// The fields that say where a body ends and how it is coded (RFC 9112, section 6; RFC 9110, section 8.4).
struct ResponseFraming {
    enum Verdict {
        case accepted(length: Int?, isChunked: Bool, codings: [String])
        case refused(String)
    }

    private var lengths: [String] = []
    private var transferCodings: [String] = []
    private var contentCodings: [String] = []

    /// More codings than this are no honest response.
    private static let codingLimit = 3

    /// Whether a wrong reading of the field called `name` would cut or mangle the body.
    static func concerns(_ name: String) -> Bool {
        switch name.utf8.count {
        case 14: name.lowercased() == "content-length"
        case 16: name.lowercased() == "content-encoding"
        case 17: name.lowercased() == "transfer-encoding"
        default: false
        }
    }

    /// Whether `name`, which is no field name, might be read as such a field by someone.
    static func mightConcern(_ name: String) -> Bool {
        let letters = name.lowercased().filter { $0.isLetter || $0 == "-" }
        return letters.hasSuffix("content-length") || letters.hasSuffix("transfer-encoding")
    }

    mutating func fieldReceived(_ name: String, _ value: String) {
        guard Self.concerns(name) else { return }
        switch name.utf8.count {
        case 14: self.lengths += Self.list(value, keepingEmpty: true)
        case 16: self.contentCodings += Self.list(value, keepingEmpty: false)
        default: self.transferCodings += Self.list(value, keepingEmpty: false)
        }
    }

    func judge() -> Verdict {
        var length: Int?
        for text in self.lengths {
            guard !text.isEmpty, text.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else {
                return .refused("the Content-Length '\(text.prefix(40))' is no number")
            }
            guard let value = Int(text) else { return .refused("an absurd Content-Length") }
            if let length, length != value { return .refused("Content-Lengths that differ") }
            length = value
        }
        let transfer = self.transferCodings.filter { $0 != "identity" }
        guard transfer.isEmpty || transfer == ["chunked"] else {
            return .refused("the transfer coding '\(transfer.joined(separator: ", ").prefix(40))' is not understood")
        }
        let codings = self.contentCodings.filter { $0 != "identity" }
        guard codings.count <= Self.codingLimit else { return .refused("too many content codings") }
        return .accepted(length: length, isChunked: !transfer.isEmpty, codings: codings)
    }

    private static func list(_ value: String, keepingEmpty: Bool) -> [String] {
        let parts = value.split(separator: ",", omittingEmptySubsequences: !keepingEmpty).map { part in
            String(decoding: ListMember.trimmed(part.utf8), as: UTF8.self).lowercased()
        }
        return keepingEmpty ? parts : parts.filter { !$0.isEmpty }
    }
}

/// White space at the ends of a list's member.
private enum ListMember {
    static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
        var text = text.drop { $0 == 0x20 || $0 == 0x09 }
        while let last = text.last, last == 0x20 || last == 0x09 { text.removeLast() }
        return text
    }
}
