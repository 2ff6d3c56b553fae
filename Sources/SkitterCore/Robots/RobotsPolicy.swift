/// What a crawler may do on a host, given how the fetch of its robots.txt ended (RFC 9309 section 2.3.1).
public enum RobotsPolicy: Sendable {
    /// The file was read; ask it.
    case rules(RobotsTxt)
    /// The host has no robots.txt: everything is allowed.
    case allowAll
    /// The host could not be asked: nothing is allowed, and the file should be asked for again.
    case disallowAllAndRetry

    /// What follows from the end of a fetch; of a file the first `limitBytes` are read.
    public init(_ result: RobotsFetchResult, limitBytes: Int = 500 * 1024) {
        switch result {
        case .unreachable:
            self = .disallowAllAndRetry
        case .response(let status, let body):
            switch status {
            case 200...299:
                self = .rules(RobotsTxt(parsing: body, limitBytes: limitBytes))
            case 300...399:
                // Section 2.3.1.2: after five redirects the file may be taken for unavailable.
                self = .allowAll
            case 429:
                // "Too many requests" does not say that there are no rules; the RFC's MAY is not used.
                self = .disallowAllAndRetry
            case 400...499:
                self = .allowAll
            default:
                self = .disallowAllAndRetry
            }
        }
    }
}
