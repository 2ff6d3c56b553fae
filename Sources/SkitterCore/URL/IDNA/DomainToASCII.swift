/// The URL Standard's "domain to ASCII" with beStrict false.
enum DomainToASCII {
    /// Beyond ASCII, a longer host is refused: Punycode takes time quadratic in a label's length, and no resolver
    /// takes a name of more than 253 bytes.
    static let maximumBytes = 2048

    /// The lower-case ASCII form of a host, after percent-decoding it.
    static func convert(percentDecoding input: Span<UInt8>) throws(URLParseError) -> [UInt8] {
        try Self.convert(input.percentDecoded().span)
    }

    /// The lower-case ASCII form of a domain.
    static func convert(_ domain: Span<UInt8>) throws(URLParseError) -> [UInt8] {
        let isASCII = domain.withUnsafeBufferPointer { $0.allSatisfy { $0 < 0x80 } }
        let ascii: [UInt8]
        if isASCII {
            // An ASCII domain is lower-cased whatever its labels hold, even broken Punycode, for web compatibility.
            ascii = domain.withUnsafeBufferPointer { $0.map(ASCII.lowercased) }
        } else {
            guard domain.count <= Self.maximumBytes, let mapped = IDNA.toASCII(domain) else {
                throw URLParseError(.invalidDomain)
            }
            ascii = mapped
        }
        guard !ascii.isEmpty else { throw URLParseError(.emptyHost) }
        guard !ascii.contains(where: ByteSet.forbiddenDomain.contains) else { throw URLParseError(.invalidHost) }
        return ascii
    }
}
