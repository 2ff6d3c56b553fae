/// The header fields of one message in the order in which they came, names as sent (RFC 9110, section 5).
public struct HTTPFields: Hashable, Sendable {
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

    /// All field lines in order.
    public private(set) var fields: [Field]

    /// No field lines.
    public init() {
        self.fields = []
    }

    /// Exactly `fields`, in this order.
    public init(_ fields: [Field]) {
        self.fields = fields
    }

    /// The value of the first field called `name`, whatever its case.
    public subscript(name: String) -> String? {
        self.fields.first { HTTPFields.equalNames($0.name, name) }?.value
    }

    /// The values of all fields called `name`, in order.
    public func values(of name: String) -> [String] {
        self.fields.filter { HTTPFields.equalNames($0.name, name) }.map(\.value)
    }

    /// Adds a field line at the end.
    public mutating func append(name: String, value: String) {
        self.fields.append(Field(name: name, value: value))
    }

    /// Field names are equal when they are equal in ASCII case folding (RFC 9110, section 5.1).
    package static func equalNames(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count
            && zip(left.utf8, right.utf8).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
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
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }
}
