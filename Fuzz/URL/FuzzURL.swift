import FuzzSupport
import SkitterCore

/// Two lines: a base URL and a link. Both are parsed, alone and against each other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzURL(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let (baseText, link) = (input.line(), input.remainder())
    let base = try? CrawlURL.parse(baseText.span, base: nil)
    if let base { URLProperties.check(base) }
    if let url = try? CrawlURL.parse(link.span, base: nil) { URLProperties.check(url) }
    guard let base else { return 0 }

    let url = try? CrawlURL.parse(link.span, base: base)
    if let url { URLProperties.check(url) }
    // The resolver is used for a link before, so that what is left of that shows.
    var resolver = URLResolver(base: base)
    _ = resolver.resolve(baseText.span)
    check(resolver.resolve(link.span), equals: url != nil, "the resolver refuses what the value form refuses")
    guard let url else { return 0 }
    check(resolver.materialise().href, equals: url.href, "the resolver's URL is the value form's")
    check(
        URLProperties.offsets(resolver.materialise()), equals: URLProperties.offsets(url),
        "the resolver's offsets are the value form's")
    for policy in URLProperties.policies {
        check(
            resolver.fingerprint(seed: 7, policy: policy), equals: url.fingerprint(seed: 7, policy: policy),
            "the resolver's fingerprint is the value form's")
    }
    check(resolver.hasHostname(of: base), equals: url.hostname == base.hostname, "hosts are equal alike")
    check(resolver.isHTTP, equals: url.isHTTP, "schemes are told alike")
    if base.isHTTP, url.isHTTP {
        check(resolver.hasOrigin(of: base), equals: url.origin == base.origin, "origins are equal alike")
    }
    return 0
}
