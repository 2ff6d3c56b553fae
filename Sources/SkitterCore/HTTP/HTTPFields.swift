/// The header fields of one message in the order in which they came, names as sent (RFC 9110, section 5).
///
/// Kept as the bytes of a head and the places of its fields in them: of the fields that a server sends few are ever read, and
/// only those become strings.
public struct HTTPFields: Sendable {
    /// One field line.
    public struct Field: Hashable, Sendable {
        /// The name as sent; compared without regard to case.
        public var name: String
        /// The value without surrounding white space.
        public var value: String

        /// A field line with `name` and `value`.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Where the parts of a field stand among the bytes.
    package struct Place: Hashable, Sendable {
        var nameStart: UInt32
        var nameEnd: UInt32
        var valueStart: UInt32
        var valueEnd: UInt32

        /// A field whose name and value stand at these ranges.
        package init(name: Range<Int>, value: Range<Int>) {
            self.nameStart = UInt32(truncatingIfNeeded: name.lowerBound)
            self.nameEnd = UInt32(truncatingIfNeeded: name.upperBound)
            self.valueStart = UInt32(truncatingIfNeeded: value.lowerBound)
            self.valueEnd = UInt32(truncatingIfNeeded: value.upperBound)
        }

        /// Where the name stands.
        package var name: Range<Int> { Int(self.nameStart)..<Int(self.nameEnd) }
        /// Where the value stands.
        package var value: Range<Int> { Int(self.valueStart)..<Int(self.valueEnd) }
    }

    private var bytes: [UInt8]
    private var places: [Place]

    /// No field lines.
    public init() {
        self.bytes = []
        self.places = []
    }

    /// Exactly `fields`, in this order.
    public init(_ fields: [Field]) {
        self.init()
        for field in fields { self.append(name: field.name, value: field.value) }
    }

    /// The fields at `places` among `bytes`, of which there are less than 4 GB; both are shared, not copied.
    package init(bytes: [UInt8], places: [Place]) {
        precondition(places.allSatisfy { $0.nameEnd <= bytes.count && $0.valueEnd <= bytes.count })
        self.bytes = bytes
        self.places = places
    }

    /// Whether there are none.
    public var isEmpty: Bool { self.places.isEmpty }

    /// How many there are.
    public var count: Int { self.places.count }

    /// All field lines in order.
    public var fields: [Field] {
        self.places.map { Field(name: self.text($0.name), value: self.text($0.value)) }
    }

    /// The value of the first field called `name`, whatever its case.
    public subscript(name: String) -> String? {
        self.places.first { self.isCalled($0, name) }.map { self.text($0.value) }
    }

    /// Whether there is a field called `name`, whatever its case.
    public func contains(_ name: String) -> Bool {
        self.places.contains { self.isCalled($0, name) }
    }

    /// The values of all fields called `name`, in order.
    public func values(of name: String) -> [String] {
        self.places.filter { self.isCalled($0, name) }.map { self.text($0.value) }
    }

    /// Adds a field line at the end.
    public mutating func append(name: String, value: String) {
        let start = self.bytes.count
        self.bytes += name.utf8
        let middle = self.bytes.count
        self.bytes += value.utf8
        self.places.append(Place(name: start..<middle, value: middle..<self.bytes.count))
    }

    private func text(_ range: Range<Int>) -> String {
        Octets.text(self.bytes[range])
    }

    private func isCalled(_ place: Place, _ name: String) -> Bool {
        Octets.equalIgnoringCase(self.bytes[place.name], name.utf8)
    }

    /// Field names are equal when they are equal in ASCII case folding (RFC 9110, section 5.1).
    package static func equalNames(_ left: String, _ right: String) -> Bool {
        Octets.equalIgnoringCase(left.utf8, right.utf8)
    }
}

extension HTTPFields: Hashable {
    /// Equal when the same fields stand in the same order, wherever their bytes stand.
    public static func == (left: HTTPFields, right: HTTPFields) -> Bool {
        guard left.places.count == right.places.count else { return false }
        if left.places == right.places, left.bytes == right.bytes { return true }
        return zip(left.places, right.places).allSatisfy { one, other in
            left.bytes[one.name] == right.bytes[other.name] && left.bytes[one.value] == right.bytes[other.value]
        }
    }

    /// Hashes names and values.
    public func hash(into hasher: inout Hasher) {
        for place in self.places {
            hasher.combine(self.bytes[place.name])
            hasher.combine(self.bytes[place.value])
        }
    }
}

extension UInt8 {
    /// This byte with `A`-`Z` folded to `a`-`z`, all others as they are.
    package var asciiLowercased: UInt8 {
        self &- 0x41 < 26 ? self | 0x20 : self
    }
}

extension HTTPFields {
    /// Whether `name` may be a field name (RFC 9110, section 5.6.2, `token`).
    public static func isToken(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { ByteSet.token.contains($0) }
    }

    /// Whether these bytes may be a field name.
    package static func isToken(_ name: UnsafeRawBufferPointer) -> Bool {
        !name.isEmpty && name.allSatisfy { ByteSet.token.contains($0) }
    }
}
