extension CrawlURL {
    /// The ASCII form of a domain name (URL Standard, domain to ASCII, not strict), or nil when it is none.
    /// Unlike the host of a URL, `domain` is not percent-decoded and may look like an IPv4 address.
    public static func asciiHost(_ domain: String) -> String? {
        guard let ascii = try? DomainToASCII.convert(domain.utf8.span) else { return nil }
        return String(decoding: ascii, as: UTF8.self)
    }
}
