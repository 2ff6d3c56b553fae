/// The essence of a `Content-Type` value, `type/subtype` in lower case (WHATWG MIME Sniffing, "parse a MIME type").
public struct MediaType: Hashable, Sendable, CustomStringConvertible {
    /// `type/subtype`, lower case, without parameters.
    public let essence: String

    /// The essence of `contentType`, or nil where it names none (no slash, or an empty half).
    public init?(_ contentType: String) {
        let named = contentType.utf8.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") }
        let essence = Octets.lowercasedString(named.lazy.filter { $0 > 0x20 && $0 < 0x7F })
        let bytes = essence.utf8
        guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")), slash > bytes.startIndex,
            bytes.index(after: slash) < bytes.endIndex
        else { return nil }
        self.essence = essence
    }

    /// The words for people.
    public var description: String { self.essence }
}
