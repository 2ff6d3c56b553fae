/// What a page is compared by: made by the visit from the body and the links it found.
public struct PageSignature: Sendable, Hashable {
    /// The digest of the body, or of its skeleton, as the URL's pattern asks.
    let body: UInt64
    /// The digest of the set of its links; those that vary with the page's own URL are taken for one. Zero where the URL's
    /// pattern never compares links.
    let links: UInt64

    /// The signature of the page at `url`, whose pattern is `pattern`.
    package init(of url: CrawlURL, _ pattern: TrapPattern, body: Span<UInt8>, links: [Outlink]) {
        let digest = pattern.kind.comparesSkeletons ? PageDigest.ofSkeleton(body) : PageDigest.of(body)
        self.body = pattern.kind == .sessions ? PageDigest.mix(pattern.page, digest) : digest
        guard pattern.kind.comparesLinks else {
            self.links = 0
            return
        }
        // A sum does not depend on the order of the links.
        var sum: UInt64 = 1
        for link in links where !PageSignature.isOwn(link.url, of: url, pattern) {
            sum &+= PageDigest.mix(link.fingerprint, 2)
        }
        self.links = sum
    }

    /// Whether a link varies with its page: the same path with another query, or, on a path that repeats segments,
    /// another such path.
    private static func isOwn(_ link: CrawlURL, of url: CrawlURL, _ pattern: TrapPattern) -> Bool {
        if pattern.kind == .segments { return TrapPattern(of: link)?.kind == .segments }
        let end = Int(url.parts.queryStart)
        guard Int(link.parts.queryStart) == end else { return false }
        return url.hrefUTF8.prefix(end).elementsEqual(link.hrefUTF8.prefix(end))
    }

    /// A signature of known digests.
    package init(body: UInt64, links: UInt64) {
        self.body = body
        self.links = links
    }
}
