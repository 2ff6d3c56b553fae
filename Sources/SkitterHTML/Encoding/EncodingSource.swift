/// Which rule chose the encoding of a document, in the order in which they are asked.
public enum EncodingSource: String, CaseIterable, Sendable {
    /// The byte order mark.
    case bom
    /// The `charset` of the `Content-Type` header.
    case header
    /// A `<meta>` element or an XML declaration.
    case meta
    /// The encoding of the document that refers to this one.
    case parent
    /// The octets themselves.
    case detected
    /// Nothing spoke; windows-1252 is what the web expects then.
    case fallback
}
