/// What an earlier check found out about a URL beyond the scope, which a later one need not ask for again.
package struct KnownLink: Sendable, Hashable {
    /// The URL, without fragment.
    package var url: String
    /// When the check began that asked, in microseconds since 1970 (UTC).
    package var checkedMicroseconds: Int64
    /// The last status that came.
    package var status: Int
    /// What is wrong with it whatever the status: a word of ``LinkCheck/Flaw``.
    package var flaw: String?
    /// Where it was redirected to, in order.
    package var redirects: [String]
    /// Whether it has the places that fragments named.
    package var fragments: [String: Bool]

    package init(
        url: String, checkedMicroseconds: Int64, status: Int, flaw: String? = nil, redirects: [String] = [],
        fragments: [String: Bool] = [:]
    ) {
        self.url = url
        self.checkedMicroseconds = checkedMicroseconds
        self.status = status
        self.flaw = flaw
        self.redirects = redirects
        self.fragments = fragments
    }

    /// What is wrong with it, where answers with `accepted` are good; nil where nothing is.
    package func flaw(accepted: AcceptedStatuses) -> LinkCheck.Flaw? {
        if let flaw { return LinkCheck.Flaw(flaw, status: self.status) }
        if accepted.contains(self.status) { return nil }
        let reason = FailureClass(status: self.status)?.description ?? LinkCheck.Flaw.status
        return LinkCheck.Flaw(reason, status: self.status)
    }

    /// Whether all is known that a link to `place`, the URL perhaps with a fragment, needs to be judged.
    package func settles(_ place: String?, accepted: AcceptedStatuses) -> Bool {
        guard let name = place.flatMap({ FragmentName(ofURL: $0) }), self.flaw(accepted: accepted) == nil else {
            return true
        }
        return self.fragments[name.text] != nil
    }

    /// Whether an answer with `status` says something that will be true for a while. A server that is in trouble, or asks to be left
    /// alone, may soon say something else.
    package static func lasts(_ status: Int) -> Bool {
        status != 408 && status != 429 && status < 500
    }
}
