/// One `Set-Cookie` header, parsed as RFC 6265 section 5.2 says.
struct SetCookie {
    let name: [UInt8]
    let value: [UInt8]
    /// When the cookie expires; nil for one that lives as long as the jar.
    private(set) var expires: HTTPDate?
    /// In lower case and without its leading dot; nil if there is none.
    private(set) var domain: String?
    /// Begins with `/`; nil if the default path applies.
    private(set) var path: String?
    private(set) var isSecure = false

    private var sawMaxAge = false

    /// More of an attribute is not read (RFC 6265bis).
    private static let attributeLimitBytes = 1_024

    /// Nil when the header must be ignored: without a name, or with a control character, which could break out of the
    /// header that later carries it (RFC 6265bis).
    init?(_ header: [UInt8], at now: HTTPDate) {
        guard !header.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) else { return nil }
        let parts = header.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        guard let pair = parts.first, let equals = pair.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        self.name = Array(Octets.trimmed(pair[..<equals]))
        self.value = Array(Octets.trimmed(pair[(equals + 1)...]))
        guard !self.name.isEmpty else { return nil }
        for attribute in parts.dropFirst() {
            let equals = attribute.firstIndex(of: UInt8(ascii: "=")) ?? attribute.endIndex
            let value = Octets.trimmed(attribute[equals...].dropFirst())
            guard value.count <= Self.attributeLimitBytes else { continue }
            self.read(Octets.trimmed(attribute[..<equals]), value, at: now)
        }
    }

    /// Of two attributes with one name the later counts.
    private mutating func read(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>, at now: HTTPDate) {
        switch Octets.lowercasedString(name.prefix(16)) {
        case "expires":
            if !self.sawMaxAge, let date = CookieDate.parse(value) {
                self.expires = date
            }
        case "max-age":
            if let expires = Self.expires(maxAge: value, at: now) {
                self.expires = expires
                self.sawMaxAge = true
            }
        case "domain":
            let name = value.first == UInt8(ascii: ".") ? value.dropFirst() : value
            if !value.isEmpty {
                self.domain = Octets.lowercasedString(name)
            }
        case "path":
            self.path = value.first == UInt8(ascii: "/") ? String(decoding: value, as: UTF8.self) : nil
        case "secure":
            self.isSecure = true
        default:
            break
        }
    }

    /// Seconds from now; none or fewer expire the cookie at once.
    private static func expires(maxAge value: ArraySlice<UInt8>, at now: HTTPDate) -> HTTPDate? {
        let isNegative = value.first == UInt8(ascii: "-")
        let digits = isNegative ? value.dropFirst() : value
        guard !digits.isEmpty, digits.allSatisfy(Octets.isDigit) else { return nil }
        let limitSeconds = 1_000_000_000
        let seconds = Octets.decimal(digits, limit: limitSeconds) ?? limitSeconds
        guard !isNegative, seconds > 0 else { return HTTPDate(secondsSince1970: .min) }
        let (sum, overflow) = now.secondsSince1970.addingReportingOverflow(Int64(seconds))
        return HTTPDate(secondsSince1970: overflow ? .max : sum)
    }
}
