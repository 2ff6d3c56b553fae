internal import SkitterCore

/// Finds the fields among the lines of a head (RFC 9112, section 5), and what they say of the body.
struct FieldReader {
    /// The fields found so far, by their places among the head's bytes, or among ``joined``.
    private var places: [HTTPFields.Place] = []
    /// The bytes with the values of folded fields behind them, where there are folded fields.
    private var joined: [UInt8]?
    private(set) var framing = ResponseFraming()

    init(lineCount: Int) {
        self.places.reserveCapacity(lineCount)
    }

    /// The fields of the head that `bytes` holds.
    func fields(of bytes: [UInt8]) -> HTTPFields {
        HTTPFields(bytes: self.joined ?? bytes, places: self.places)
    }

    /// One line: a field, the continuation of one (section 5.2), or a line that is passed over. Returns a flaw that makes the
    /// response unusable, or nil.
    mutating func read(_ line: Range<Int>, of bytes: UnsafeRawBufferPointer) -> String? {
        var colon: Int?
        for index in line {
            let byte = bytes[index]
            if byte == 0 || byte == 0x0D { return "a control character in a header line" }
            if byte == UInt8(ascii: ":"), colon == nil { colon = index }
        }
        if let first = line.first, bytes[first] == 0x20 || bytes[first] == 0x09 {
            return self.fold(bytes.trimmed(line), of: bytes)
        }
        guard let colon else { return "a header line without a colon" }
        // White space before the colon must go (section 5.1), and so must a name that is none: but nothing that might
        // frame the body passes unread.
        let name = bytes.trimmed(line.lowerBound..<colon)
        guard HTTPFields.isToken(UnsafeRawBufferPointer(rebasing: bytes[name])) else {
            let text = String(decoding: bytes[name], as: UTF8.self)
            return ResponseFraming.mightConcern(text) ? "the odd field name '\(text.prefix(40))'" : nil
        }
        let value = bytes.trimmed(colon + 1..<line.upperBound)
        self.framing.fieldReceived(bytes[name], bytes[value])
        self.places.append(HTTPFields.Place(name: name, value: value))
        return nil
    }

    /// The value of the last field goes on with a space and `more`: behind all bytes, where it can grow.
    private mutating func fold(_ more: Range<Int>, of bytes: UnsafeRawBufferPointer) -> String? {
        guard let last = self.places.last else { return "a folded line without a field" }
        if ResponseFraming.concerns(bytes[last.name]) {
            return "\(String(decoding: bytes[last.name], as: UTF8.self)) is folded"
        }
        var joined = self.joined.take() ?? Array(bytes)
        var start = last.value.lowerBound
        if start < bytes.count {
            start = joined.count
            joined += bytes[last.value]
        }
        joined.append(0x20)
        joined += bytes[more]
        self.places[self.places.count - 1] = HTTPFields.Place(name: last.name, value: start..<joined.count)
        self.joined = joined
        return nil
    }
}
