/// When a server asks to be asked again: the value of a `Retry-After` header (RFC 9110 section 10.2.3).
public enum RetryAfter: Equatable, Sendable {
    /// After this much time since the answer.
    case delay(Duration)
    /// At this point of the server's time.
    case date(HTTPDate)

    /// Nil when the value is neither a number of seconds nor a date; more than 30 years are read as 30 years.
    public init?(parsing value: String, at now: HTTPDate) {
        let octets = Array(value.utf8)
        let text = Octets.trimmed(octets[...])
        if !text.isEmpty, text.allSatisfy(Octets.isDigit) {
            let limitSeconds = 1_000_000_000
            self = .delay(.seconds(Octets.decimal(text, limit: limitSeconds) ?? limitSeconds))
        } else if let date = HTTPDate(parsing: String(decoding: text, as: UTF8.self), at: now) {
            self = .date(date)
        } else {
            return nil
        }
    }

    /// How long to wait from `now`; never negative.
    public func delay(at now: HTTPDate) -> Duration {
        switch self {
        case .delay(let delay): delay
        case .date(let date) where date <= now: .zero
        case .date(let date): .seconds(date.secondsSince1970) - .seconds(now.secondsSince1970)
        }
    }
}
