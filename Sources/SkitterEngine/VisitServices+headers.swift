internal import SkitterCore

extension VisitServices {
    /// The present date, as header fields mean it.
    var date: HTTPDate {
        HTTPDate(secondsSince1970: self.clock.wallMicroseconds(at: self.clock.now) / 1_000_000)
    }

    /// How long the server asks to be left alone, or nil where it does not say (RFC 9110, section 10.2.3).
    func retryAfter(_ response: FetchResponse) -> Duration? {
        let now = self.date
        return response.fields["Retry-After"].flatMap { RetryAfter(parsing: $0, at: now) }?.delay(at: now)
    }

    /// What the response's `X-Robots-Tag` fields say to this crawler.
    func robotsTag(_ response: FetchResponse) -> RobotsDirectives {
        response.fields.values(of: "X-Robots-Tag").reduce(into: []) { directives, value in
            directives.formUnion(.parse(headerValue: value, agent: self.configuration.robotsAgent))
        }
    }
}
