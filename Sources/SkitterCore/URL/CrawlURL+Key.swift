extension CrawlURL {
    /// The canonical URL under which this one is remembered: equal for URLs that name the same page under `policy`,
    /// and its own key.
    public func key(_ policy: URLKeyPolicy = .standard) -> String {
        let href = self.href.utf8.span
        let end = URLKey.end(self.parts)
        if !policy.hasExtraRules, URLKey.isPrefix(href, self.parts, end, ordersForms: policy.ordersForms) {
            return end == href.count ? self.href : self.slice(0, end)
        }
        var key = URLBuffer()
        URLKey.write(href, self.parts, ordersForms: policy.ordersForms, to: &key)
        if !policy.hasExtraRules { return key.makeString() }
        let parts = self.parts
        let ruled = key.withSpan { URLKeyRules(policy: policy).apply($0, parts) }
        return String(decoding: ruled, as: UTF8.self)
    }

    /// The keyed hash of ``key(_:)``. Under the standard policy nothing is allocated unless a
    /// form must be brought in order.
    public func fingerprint(seed: UInt64, policy: URLKeyPolicy = .standard) -> URLFingerprint {
        URLFingerprint(of: self.href.utf8.span, self.parts, seed: seed, policy: policy)
    }
}

extension URLFingerprint {
    /// The fingerprint of the key of the URL `href` with `parts`.
    @inline(__always)
    init(of href: Span<UInt8>, _ parts: URLParts, seed: UInt64, policy: URLKeyPolicy) {
        if !policy.hasExtraRules {
            var hash = SipHash(seed: seed)
            URLKey.write(href, parts, ordersForms: policy.ordersForms, to: &hash)
            self.init(rawValue: hash.finalize())
        } else {
            var key = URLBuffer()
            URLKey.write(href, parts, ordersForms: policy.ordersForms, to: &key)
            let ruled = key.withSpan { URLKeyRules(policy: policy).apply($0, parts) }
            self.init(ofKey: ruled.span, seed: seed)
        }
    }
}
