import FuzzSupport
import SkitterHTML

/// One byte of options, and a sitemap, a feed or a list of URLs.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSitemap(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let choice = input.byte()
    let types = [nil, "text/xml; charset=utf-8", "text/plain; charset=utf-16be", "text/xml; charset=koi8-r"]
    let type = types[Int(choice & 3)]
    let document = input.remainder()
    var limits = SitemapLimits()
    if choice & 4 != 0 { limits.urlBytes = 40 }
    let all = SitemapDocument(parsing: document, contentType: type, limits: limits)
    checkEntries(all, limits)

    // A limit cuts the answer and changes nothing before the cut.
    limits.entries = 2
    let some = SitemapDocument(parsing: document, contentType: type, limits: limits)
    checkEntries(some, limits)
    check(some.kind, equals: all.kind, "the kind is known without the rest")
    check(some.entries, equals: Array(all.entries.prefix(some.entries.count)), "fewer entries are the first ones")
    check(some.sitemaps, equals: Array(all.sitemaps.prefix(some.sitemaps.count)), "fewer sitemaps are the first ones")
    check(some.isTruncated || some.entries.count == all.entries.count, "what is missing is told")
    limits.sizeBytes = document.count / 2
    checkEntries(SitemapDocument(parsing: document, contentType: type, limits: limits), limits)
    return 0
}

private func checkEntries(_ document: SitemapDocument, _ limits: SitemapLimits) {
    check(document.entries.count <= limits.entries, "no more entries than the limit")
    check(document.sitemaps.count <= limits.entries, "no more sitemaps than the limit")
    for entry in document.entries + document.sitemaps {
        // Octets that are no UTF-8 grow threefold.
        check(1...(3 * limits.urlBytes) ~= entry.loc.utf8.count, "an address has a length within the limit")
        if let priority = entry.priority { check(0...1 ~= priority, "a priority is none or one of the protocol's") }
    }
    check(document.kind != nil || document.error != nil, "what is no sitemap has an error")
}
