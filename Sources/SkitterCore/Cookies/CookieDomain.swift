/// Which domains a host belongs to, for cookies (RFC 6265 section 5.1.3).
enum CookieDomain {
    /// The host itself and all domains above it; an address is in no domain but itself.
    static func domains(of host: String) -> [String] {
        guard !Self.isAddress(host) else { return [host] }
        var domains = [host]
        var rest = Substring(host)
        while let dot = rest.utf8.firstIndex(of: UInt8(ascii: ".")), domains.count < 128 {
            rest = rest[rest.utf8.index(after: dot)...]
            domains.append(String(rest))
        }
        return domains
    }

    static func matches(host: String, domain: String) -> Bool {
        if host == domain {
            return true
        }
        let rest = host.utf8.dropLast(domain.utf8.count)
        return !domain.isEmpty && rest.last == UInt8(ascii: ".") && host.utf8.elementsEqual(Array(rest) + domain.utf8)
            && !Self.isAddress(host)
    }

    /// A parsed URL's host is an IPv6 address if it holds a colon, an IPv4 address if its last label is a number.
    private static func isAddress(_ host: String) -> Bool {
        if host.utf8.contains(UInt8(ascii: ":")) {
            return true
        }
        let last = host.utf8.reversed().prefix { $0 != UInt8(ascii: ".") }
        return !last.isEmpty && last.allSatisfy(Octets.isDigit)
    }
}
