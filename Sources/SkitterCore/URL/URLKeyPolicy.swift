/// Which URLs count as the same page when links are remembered.
///
/// The standard policy joins what RFC 3986 (section 6.2.2 and 6.2.3) and the URL Standard call equivalent, and forms
/// that differ only in the order of differently named parameters. Letters of a path are never folded and no parameter
/// that says something is dropped. Everything beyond that is named here and off by default.
public struct URLKeyPolicy: Hashable, Sendable {
    /// Query parameters that are left out, by name; a trailing `*` matches any rest (`utm_*`). Empty by default.
    public var ignoredParameters: [String] = []

    /// Whether a session id in the path (`;jsessionid=…`) and the usual ones in the query are left out. Off by default.
    public var ignoresSessionIDs = false

    /// Whether `?b=1&a=2` and `?a=2&b=1&` are one: a query with a `=` in it is compared by its parameters' names, the
    /// order of values of one name kept, empty pieces left out. On by default: servers look parameters up by name, and
    /// a site that links its filters in every order would otherwise be fetched once for each.
    public var ordersForms = true

    /// Whether slashes that follow each other in the path count as one. Off by default: to a server they may differ.
    public var collapsesSlashes = false

    /// Whether user name and password are left out. Off by default.
    public var ignoresCredentials = false

    /// The standard policy.
    public init() {}

    /// Joins what names the same page on every server that reads queries as forms.
    public static var standard: URLKeyPolicy { URLKeyPolicy() }

    /// Parameters that only say where a visitor came from, for ``ignoredParameters``.
    public static let trackingParameters = [
        "utm_*", "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "mc_cid", "mc_eid", "igshid",
        "_hsenc", "_hsmi", "mkt_tok", "vero_id", "oly_anon_id", "oly_enc_id",
    ]

    /// Names of session parameters, compared without regard to case.
    static let sessionParameters = ["jsessionid", "phpsessid", "aspsessionid*", "cfid", "cftoken", "sessionid", "sid"]

    /// Whether any of the rules applies that ``URLKeyRules`` carries out.
    var hasExtraRules: Bool {
        !self.ignoredParameters.isEmpty || self.ignoresSessionIDs || self.collapsesSlashes || self.ignoresCredentials
    }
}
