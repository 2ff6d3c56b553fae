/// The essence of a `Content-Type` value, `type/subtype` in lower case (WHATWG MIME Sniffing, "parse a MIME type").
public struct MediaType: Hashable, Sendable, CustomStringConvertible {
    /// `type/subtype`, lower case, without parameters.
    public let essence: String

    /// The essence of `contentType`, or nil where it names none (no slash, or an empty half).
    public init?(_ contentType: String) {
        let named = contentType.utf8.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") }
        var slash: Int?
        // A short essence, as nearly all are, so costs no allocation.
        let essence = String(unsafeUninitializedCapacity: named.count) { essence in
            var count = 0
            for byte in named {
                guard byte > 0x20, byte < 0x7F else { continue }
                if byte == UInt8(ascii: "/"), slash == nil { slash = count }
                essence[count] = byte.asciiLowercased
                count += 1
            }
            return count
        }
        guard let slash, slash > 0, slash < essence.utf8.count - 1 else { return nil }
        self.essence = essence
    }

    /// The words for people.
    public var description: String { self.essence }
}
