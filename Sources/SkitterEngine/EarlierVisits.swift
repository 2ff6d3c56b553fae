package import SkitterCore
internal import SkitterLock

/// Which pages are asked for only if they have changed since an earlier crawl.
///
/// A page that has not changed is not read, and still its links are followed: those that the earlier crawl accepted. So a
/// condition is sent only where that crawl knows every link that this one could follow.
package final class EarlierVisits: Sendable {
    let pages: any EarlierPages
    /// What the earlier crawl had in scope at its end; nil where its rules were not those of this crawl.
    private let scope: Scope?
    /// Whether the scope of this crawl, when it was of this size, was within ``scope``: it only grows.
    private let judged = Locked<(size: Int, isWithin: Bool)?>(nil)

    /// - Parameter scope: what the earlier crawl had in scope at its end; nil where its rules were not those of this crawl.
    package init(_ pages: any EarlierPages, scope: Scope?) {
        self.pages = pages
        self.scope = scope
    }

    /// The page at the lease's URL, where it is asked for only if it has changed.
    func page(for lease: Lease, _ configuration: VisitConfiguration) async -> EarlierPage? {
        let fields = configuration.fields.fields(for: lease.url)
        guard lease.via != .sitemapFile, !fields.contains("If-None-Match"), !fields.contains("If-Modified-Since"),
            let page = await self.pages.page(at: lease.url), page.record.url == lease.url.href,
            page.hasCondition, EarlierVisits.isRead(page.record, configuration), self.knowsLinks(of: page, lease)
        else { return nil }
        return page
    }

    /// Whether the earlier crawl read of the page what this one would read. XML may be a sitemap to one crawl and a page to
    /// another.
    private static func isRead(_ record: VisitRecord, _ configuration: VisitConfiguration) -> Bool {
        switch record.truncated {
        case nil: DocumentKind(contentType: record.contentType) != .xml || record.contentType == "application/xhtml+xml"
        case .unwanted: !configuration.wanted.includes(contentType: record.contentType)
        case .length, .time, .disconnect, .ratio: false
        }
    }

    /// Links that the earlier crawl refused are in no list of its journal. While a seed may still extend the scope, nobody knows
    /// which of them this crawl would follow.
    private func knowsLinks(of page: EarlierPage, _ lease: Lease) -> Bool {
        if page.record.links.outOfScope <= page.keptLinks { return true }
        guard let scope = self.scope, !lease.keepsRefusedHosts else { return false }
        let size = lease.scope.size
        return self.judged.withLock { judged in
            if let judged, judged.size == size { return judged.isWithin }
            let isWithin = lease.scope.isWithin(scope)
            judged = (size, isWithin)
            return isWithin
        }
    }
}
