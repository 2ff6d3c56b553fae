/// A user name and a password as the Basic scheme sends them (RFC 7617). They show in no description, no dump and no log.
package struct BasicCredentials: Hashable, Sendable {
    /// The value of the `Authorization` header field: visible ASCII alone, so that it can hold no second field.
    package let authorization: String

    /// Credentials of these octets. A user name with a colon, and control characters in either, cannot be sent
    /// (RFC 7617, section 2).
    package init(user: [UInt8], password: [UInt8]) throws(CredentialsError) {
        if user.contains(UInt8(ascii: ":")) { throw CredentialsError("a user name cannot hold a colon") }
        guard user.allSatisfy({ !BasicCredentials.isControl($0) }),
            password.allSatisfy({ !BasicCredentials.isControl($0) })
        else { throw CredentialsError("user names and passwords cannot hold control characters") }
        self.authorization = "Basic " + Base64Text.encode(user + [UInt8(ascii: ":")] + password)
    }

    /// Reads `USER:PASS`, the value of `-u`: the first colon separates.
    package init(userPassword text: String) throws(CredentialsError) {
        let bytes = Array(text.utf8)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
            throw CredentialsError("write USER:PASS; there is no colon")
        }
        try self.init(user: Array(bytes[..<colon]), password: Array(bytes[(colon + 1)...]))
    }

    /// The user name and password in `url`, percent-decoded; nil where it has none.
    package init?(of url: CrawlURL) throws(CredentialsError) {
        guard url.hasCredentials else { return nil }
        try self.init(
            user: url.username.utf8.span.percentDecoded(), password: url.password.utf8.span.percentDecoded())
    }

    private static func isControl(_ octet: UInt8) -> Bool { octet < 0x20 || octet == 0x7F }
}

extension BasicCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Says that there are credentials, not which.
    package var description: String { "Basic (hidden)" }
    package var debugDescription: String { self.description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
