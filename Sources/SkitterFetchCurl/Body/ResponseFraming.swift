internal import SkitterCore

/// The fields that say where a body ends and how it is coded (RFC 9112, section 6; RFC 9110, section 8.4).
struct ResponseFraming {
    enum Verdict {
        case accepted(length: Int?, isChunked: Bool, codings: [String])
        case refused(String)
    }

    private var length: Int?
    /// What is wrong with the lengths.
    private var flaw: String?
    private var transferCodings: [String] = []
    private var contentCodings: [String] = []

    /// More codings than this are no honest response.
    private static let codingLimit = 3

    /// Whether a wrong reading of the field called `name` would cut or mangle the body.
    static func concerns(_ name: Slice<UnsafeRawBufferPointer>) -> Bool {
        switch name.count {
        case 14: Self.isCalled(name, "content-length")
        case 16: Self.isCalled(name, "content-encoding")
        case 17: Self.isCalled(name, "transfer-encoding")
        default: false
        }
    }

    private static func isCalled(_ name: Slice<UnsafeRawBufferPointer>, _ lowercased: StaticString) -> Bool {
        lowercased.withUTF8Buffer { expected in
            name.count == expected.count && zip(name, expected).allSatisfy { $0.asciiLowercased == $1 }
        }
    }

    /// Whether `name`, which is no field name, might be read as such a field by someone.
    static func mightConcern(_ name: String) -> Bool {
        let letters = name.lowercased().filter { $0.isLetter || $0 == "-" }
        return letters.hasSuffix("content-length") || letters.hasSuffix("transfer-encoding")
    }

    mutating func fieldReceived(_ name: Slice<UnsafeRawBufferPointer>, _ value: Slice<UnsafeRawBufferPointer>) {
        guard Self.concerns(name) else { return }
        switch name.count {
        case 14: self.lengthsReceived(value)
        case 16: self.contentCodings += Self.codings(value)
        default: self.transferCodings += Self.codings(value)
        }
    }

    /// A list of equal lengths counts as one (RFC 9112, section 6.3).
    private mutating func lengthsReceived(_ value: Slice<UnsafeRawBufferPointer>) {
        for member in value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            let digits = member.base.trimmed(member.startIndex..<member.endIndex)
            guard !digits.isEmpty, member.base[digits].allSatisfy({ $0 &- 0x30 < 10 }) else {
                let text = String(decoding: member.base[digits].prefix(40), as: UTF8.self)
                self.flaw = self.flaw ?? "the Content-Length '\(text)' is no number"
                return
            }
            guard let number = Self.number(member.base[digits]) else {
                self.flaw = self.flaw ?? "an absurd Content-Length"
                return
            }
            if let length = self.length, length != number { self.flaw = self.flaw ?? "Content-Lengths that differ" }
            self.length = number
        }
    }

    private static func number(_ digits: Slice<UnsafeRawBufferPointer>) -> Int? {
        var number = 0
        for digit in digits {
            let (product, isTooMuch) = number.multipliedReportingOverflow(by: 10)
            let (sum, overflows) = product.addingReportingOverflow(Int(digit &- 0x30))
            if isTooMuch || overflows { return nil }
            number = sum
        }
        return number
    }

    func judge() -> Verdict {
        if let flaw { return .refused(flaw) }
        let transfer = self.transferCodings.filter { $0 != "identity" }
        guard transfer.isEmpty || transfer == ["chunked"] else {
            return .refused("the transfer coding '\(transfer.joined(separator: ", ").prefix(40))' is not understood")
        }
        let codings = self.contentCodings.filter { $0 != "identity" }
        guard codings.count <= Self.codingLimit else { return .refused("too many content codings") }
        return .accepted(length: self.length, isChunked: !transfer.isEmpty, codings: codings)
    }

    private static func codings(_ value: Slice<UnsafeRawBufferPointer>) -> [String] {
        value.split(separator: UInt8(ascii: ",")).compactMap { member in
            let coding = member.base.trimmed(member.startIndex..<member.endIndex)
            return coding.isEmpty ? nil : String(decoding: member.base[coding], as: UTF8.self).lowercased()
        }
    }
}
