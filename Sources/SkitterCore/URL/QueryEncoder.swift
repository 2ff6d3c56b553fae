/// Encodes the query of a link in the charset of the document that holds it.
///
/// The URL Standard writes queries of `http`, `https`, `ftp` and `file` links in the document's encoding
/// ("percent-encode after encoding"). The parser percent-escapes the bytes that it gets, so an encoder only
/// translates.
public protocol QueryEncoder: Sendable {
    /// Appends `utf8` (valid UTF-8) in the charset to `into`; a code point N that the charset lacks becomes the
    /// ASCII text `%26%23N%3B` with N in decimal.
    func encode(_ utf8: Span<UInt8>, into: inout [UInt8])
}
