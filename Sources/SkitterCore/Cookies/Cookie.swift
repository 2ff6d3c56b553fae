/// A cookie as a jar keeps it (RFC 6265 section 5.3).
struct Cookie: Sendable {
    let name: [UInt8]
    let value: [UInt8]
    let domain: String
    let path: String
    let expires: HTTPDate?
    /// Whether only the very host that set it gets it.
    let isHostOnly: Bool
    let isSecure: Bool
    /// Counts the cookies of a jar in the order in which they were first set.
    let sequence: UInt64

    func isExpired(at now: HTTPDate) -> Bool {
        self.expires.map { $0 <= now } ?? false
    }

    func isSame(as other: Cookie) -> Bool {
        self.name == other.name && self.domain == other.domain && self.path == other.path
    }

    /// RFC 6265 section 5.1.4.
    func matches(path: String) -> Bool {
        guard path.utf8.starts(with: self.path.utf8) else { return false }
        let rest = path.utf8.dropFirst(self.path.utf8.count)
        return rest.isEmpty || self.path.utf8.last == UInt8(ascii: "/") || rest.first == UInt8(ascii: "/")
    }
}
