extension CrawlURL {
    /// The canonical URL under which this one is remembered: equal for URLs that name the same page under `policy`,
    /// and its own key.
    public func key(_ policy: URLKeyPolicy = .standard) -> String {
        let href = self.href.utf8.span
        if policy.isStandard {
            let end = URLKey.end(self.parts)
            if URLKey.firstRewritten(href, self.parts, end) == end {
                return end == href.count ? self.href : self.slice(0, end)
            }
        }
        var standard = URLBuffer()
        URLKey.write(href, self.parts, to: &standard)
        if policy.isStandard { return standard.makeString() }
        let parts = self.parts
        let key = standard.withSpan { URLKeyRules(policy: policy).apply($0, parts) }
        return String(decoding: key, as: UTF8.self)
    }

    /// The keyed hash of ``key(_:)``. Under the standard policy nothing is allocated.
    public func fingerprint(seed: UInt64, policy: URLKeyPolicy = .standard) -> URLFingerprint {
        URLFingerprint(of: self.href.utf8.span, self.parts, seed: seed, policy: policy)
    }
}

extension URLFingerprint {
    /// The fingerprint of the key of the URL `href` with `parts`.
    @inline(__always)
    init(of href: Span<UInt8>, _ parts: URLParts, seed: UInt64, policy: URLKeyPolicy) {
        if policy.isStandard {
            var hash = SipHash(seed: seed)
            URLKey.write(href, parts, to: &hash)
            self.init(rawValue: hash.finalize())
        } else {
            var standard = URLBuffer()
            URLKey.write(href, parts, to: &standard)
            let key = standard.withSpan { URLKeyRules(policy: policy).apply($0, parts) }
            self.init(ofKey: key.span, seed: seed)
        }
    }
}
