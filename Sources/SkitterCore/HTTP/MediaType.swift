/// The essence of a `Content-Type` value, `type/subtype` in lower case (WHATWG MIME Sniffing, "parse a MIME type").
public struct MediaType: Hashable, Sendable, CustomStringConvertible {
    /// `type/subtype`, lower case, without parameters.
    public let essence: String

    /// The essence of `contentType`, or nil where it names none (no slash, or an empty half).
    public init?(_ contentType: String) {
        let end =
            contentType.utf8.firstIndex { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ",") }
            ?? contentType.utf8.endIndex
        let bytes = contentType.utf8[..<end].filter { $0 > 0x20 && $0 < 0x7F }.map(\.asciiLowercased)
        guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")), slash > 0, slash < bytes.count - 1 else {
            return nil
        }
        self.essence = String(decoding: bytes, as: UTF8.self)
    }

    /// The words for people.
    public var description: String { self.essence }
}
