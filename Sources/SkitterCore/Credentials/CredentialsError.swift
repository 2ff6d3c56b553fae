/// Credentials that cannot be used, and why. The words never quote a user name or a password.
package struct CredentialsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in words.
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
