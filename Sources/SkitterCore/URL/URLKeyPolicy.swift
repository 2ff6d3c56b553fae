/// Which URLs count as the same page when links are remembered.
///
/// The standard policy joins only what RFC 3986 (section 6.2.2 and 6.2.3) and the URL Standard call equivalent, so
/// that no page is lost: letters of a path are never folded, parameters are never dropped or reordered. Everything
/// beyond that is named here, off by default, and a site's owner's business.
public struct URLKeyPolicy: Hashable, Sendable {
    /// Query parameters that are left out, by name; a trailing `*` matches any rest (`utm_*`). Empty by default.
    public var ignoredParameters: [String] = []

    /// Whether a session id in the path (`;jsessionid=…`) and the usual ones in the query are left out. Off by default.
    public var ignoresSessionIDs = false

    /// Whether query parameters are brought into one order, empty ones left out. Off by default: order can matter.
    public var sortsParameters = false

    /// Whether slashes that follow each other in the path count as one. Off by default: to a server they may differ.
    public var collapsesSlashes = false

    /// Whether user name and password are left out. Off by default.
    public var ignoresCredentials = false

    /// The standard policy.
    public init() {}

    /// Joins only what the standards call equivalent.
    public static let standard = URLKeyPolicy()

    /// Parameters that only say where a visitor came from, for ``ignoredParameters``.
    public static let trackingParameters = [
        "utm_*", "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "mc_cid", "mc_eid", "igshid",
        "_hsenc", "_hsmi", "mkt_tok", "vero_id", "oly_anon_id", "oly_enc_id",
    ]

    /// Names of session parameters, compared without regard to case.
    static let sessionParameters = ["jsessionid", "phpsessid", "aspsessionid*", "cfid", "cftoken", "sessionid", "sid"]

    /// Whether a key needs nothing beyond the standard rules.
    var isStandard: Bool {
        self.ignoredParameters.isEmpty && !self.ignoresSessionIDs && !self.sortsParameters && !self.collapsesSlashes
            && !self.ignoresCredentials
    }
}
