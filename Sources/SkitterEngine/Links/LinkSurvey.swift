package import SkitterCore

/// What a crawl that checks links does besides: it keeps where each page leads (``PageLinks``), and also asks for what pages need to be
/// shown and for what says `nofollow`, which asks for no credit to be given and forbids nothing.
package struct LinkSurvey: Sendable {
    /// Finds the places of pages; nil where fragments are not checked.
    package var anchors: (any AnchorReader)?
    /// Whether the link to the URL `id` beyond the scope, with a fragment where `place` has one, need not be asked for.
    package var isSettled: @Sendable (_ id: UInt64, _ place: String?) -> Bool

    package init(
        anchors: (any AnchorReader)? = nil,
        isSettled: @escaping @Sendable (_ id: UInt64, _ place: String?) -> Bool = { _, _ in false }
    ) {
        self.anchors = anchors
        self.isSettled = isSettled
    }
}
