/// Why a text is no URL. Carries no text of its own, so refusing a link costs no allocation.
public struct URLParseError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was wrong; new codes may be added.
    public struct Code: Hashable, Sendable {
        private enum Value: UInt8 {
            case missingScheme, invalidHost, emptyHost, invalidIPv4, invalidIPv6, invalidDomain, invalidPort, tooLong
        }

        private let value: Value

        /// The text has no scheme and there is no base that it could be resolved against.
        public static let missingScheme = Code(value: .missingScheme)
        /// The host holds a code point that no host may hold.
        public static let invalidHost = Code(value: .invalidHost)
        /// The scheme needs a host, or credentials or a port stand before an empty one.
        public static let emptyHost = Code(value: .emptyHost)
        /// The host ends in a number but is no IPv4 address.
        public static let invalidIPv4 = Code(value: .invalidIPv4)
        /// The host is in brackets but is no IPv6 address.
        public static let invalidIPv6 = Code(value: .invalidIPv6)
        /// The internationalised domain name breaks a rule of UTS 46.
        public static let invalidDomain = Code(value: .invalidDomain)
        /// The port is no number, or beyond 65535.
        public static let invalidPort = Code(value: .invalidPort)
        /// The text or its serialisation is longer than this implementation keeps (2^29 bytes).
        public static let tooLong = Code(value: .tooLong)

        fileprivate var message: String {
            switch self.value {
            case .missingScheme: "the URL is relative and there is no base that it could be resolved against"
            case .invalidHost: "the host holds a forbidden character"
            case .emptyHost: "the host is empty"
            case .invalidIPv4: "the host ends in a number but is no IPv4 address"
            case .invalidIPv6: "the host is in brackets but is no IPv6 address"
            case .invalidDomain: "the domain name breaks a rule for internationalised domain names"
            case .invalidPort: "the port is no number between 0 and 65535"
            case .tooLong: "the URL is too long"
            }
        }
    }

    /// What was wrong.
    public let code: Code

    /// An error for a reason.
    public init(_ code: Code) {
        self.code = code
    }

    /// A sentence without a final stop that says what was wrong.
    public var message: String { self.code.message }

    /// The message.
    public var description: String { self.message }
}
