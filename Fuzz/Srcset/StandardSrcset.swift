/// "Parsing a srcset attribute" (HTML Standard, 4.8.4.2.2), step by step and without regard to speed.
struct StandardSrcset {
    private let input: [UInt8]
    private var position = 0

    init(_ input: [UInt8]) {
        self.input = input
    }

    private var next: Character? {
        self.position < self.input.count ? Character(Unicode.Scalar(self.input[self.position])) : nil
    }

    private static func isSpace(_ character: Character) -> Bool {
        "\t\n\u{0C}\r ".unicodeScalars.contains { Character($0) == character }
    }

    /// Where the URLs stand whose descriptors are no error.
    func candidates() -> [Range<Int>] {
        var parser = self
        var candidates: [Range<Int>] = []
        while true {
            while let character = parser.next, Self.isSpace(character) || character == "," { parser.position += 1 }
            guard parser.next != nil else { return candidates }
            let start = parser.position
            while let character = parser.next, !Self.isSpace(character) { parser.position += 1 }
            var url = start..<parser.position
            var descriptors: [String] = []
            if self.input[url.upperBound - 1] == 0x2C {
                while self.input[url.upperBound - 1] == 0x2C { url = start..<(url.upperBound - 1) }
            } else {
                descriptors = parser.descriptors()
            }
            if Self.areValid(descriptors) { candidates.append(url) }
        }
    }

    private enum State { case inDescriptor, inParens, afterDescriptor }

    /// The descriptor tokeniser, with its three states.
    private mutating func descriptors() -> [String] {
        while let character = self.next, Self.isSpace(character) { self.position += 1 }
        var descriptors: [String] = []
        var current = ""
        var state = State.inDescriptor
        while true {
            let character = self.next
            switch (state, character) {
            case (.inDescriptor, nil), (.inParens, nil):
                if state == .inParens || !current.isEmpty { descriptors.append(current) }
                return descriptors
            case (.afterDescriptor, nil):
                return descriptors
            case (.inDescriptor, let character?) where Self.isSpace(character):
                if !current.isEmpty {
                    descriptors.append(current)
                    current = ""
                    state = .afterDescriptor
                }
            case (.inDescriptor, ","):
                self.position += 1
                if !current.isEmpty { descriptors.append(current) }
                return descriptors
            case (.inDescriptor, "("):
                current.append("(")
                state = .inParens
            case (.inParens, ")"):
                current.append(")")
                state = .inDescriptor
            case (.afterDescriptor, let character?) where Self.isSpace(character):
                break
            case (.afterDescriptor, _?):
                state = .inDescriptor
                self.position -= 1
            case (_, let character?):
                current.append(character)
            }
            self.position += 1
        }
    }

    /// The descriptor parser: whether its `error` is no.
    private static func areValid(_ descriptors: [String]) -> Bool {
        var (width, density, height) = (false, false, false)
        for descriptor in descriptors {
            let value = descriptor.unicodeScalars.dropLast()
            switch descriptor.unicodeScalars.last {
            case "w" where Self.isInteger(value) && !width && !density && value.contains { $0 != "0" }: width = true
            case "x" where Self.isNumber(String(String.UnicodeScalarView(value))) && !width && !density && !height:
                density = true
            case "h" where Self.isInteger(value) && !height && !density && value.contains { $0 != "0" }: height = true
            default: return false
            }
        }
        return !height || width
    }

    private static func isInteger(_ value: String.UnicodeScalarView.SubSequence) -> Bool {
        !value.isEmpty && value.allSatisfy { "0"..."9" ~= $0 }
    }

    /// A valid floating-point number that is not less than zero.
    private static func isNumber(_ value: String) -> Bool {
        var rest = value[...]
        let isNegative = rest.first == "-"
        if isNegative { rest.removeFirst() }
        let significand = rest.prefix { $0 != "e" && $0 != "E" }
        let parts = significand.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, whole.allSatisfy(\.isDigit) else { return false }
        if parts.count == 1, whole.isEmpty { return false }
        if parts.count == 2, parts[1].isEmpty || !parts[1].allSatisfy(\.isDigit) { return false }
        if isNegative, significand.contains(where: { "1"..."9" ~= $0 }) { return false }
        var exponent = rest[significand.endIndex...]
        guard !exponent.isEmpty else { return true }
        exponent.removeFirst()
        if exponent.first == "+" || exponent.first == "-" { exponent.removeFirst() }
        return !exponent.isEmpty && exponent.allSatisfy(\.isDigit)
    }
}

extension Character {
    fileprivate var isDigit: Bool { "0"..."9" ~= self && self.utf8.count == 1 }
}
