/// Undoes one content coding, piece by piece. It belongs to one transfer, so one thread.
protocol ContentDecoder: AnyObject {
    /// Hands what `input` decodes to on to `sink`, until that answers false. A flaw of the stream, or nil.
    func decode(_ input: UnsafeRawBufferPointer, _ sink: (UnsafeRawBufferPointer) -> Bool) -> String?

    /// Whether the stream may end here: it is whole, or nothing came at all.
    var mayEnd: Bool { get }
}

/// The decoders that exist.
enum ContentCoding {
    /// What a request offers, in the order of preference.
    static let offered = "gzip, deflate, br, zstd"

    /// Room for a decoder's output.
    static let pieceBytes = 64 * 1024

    /// A decoder for the coding called `name` (RFC 9110, section 8.4.1), or nil for one that is unknown.
    static func decoder(for name: String) -> (any ContentDecoder)? {
        switch name {
        case "gzip", "x-gzip": ZlibDecoder(.gzip)
        case "deflate": ZlibDecoder(.deflate)
        case "br": BrotliDecoder()
        case "zstd": ZstdDecoder()
        default: nil
        }
    }
}
