/// Resolves the links of one page after another in one buffer, so that a link already known costs no allocation:
/// ``resolve(_:)``, ask for the ``fingerprint(seed:policy:)``, and ``materialise()`` only what is new.
///
/// What it answers is what ``CrawlURL`` answers for the same link and base.
public struct URLResolver: ~Copyable {
    /// What links are resolved against: the document's base URL.
    public private(set) var base: CrawlURL
    private var encoder: (any QueryEncoder)?
    private var parser = URLParser(out: URLBuffer())
    /// Why the last link was refused, or nil when it was resolved.
    public private(set) var error: URLParseError? = URLParseError(.missingScheme)

    /// - Parameters:
    ///   - base: what links are resolved against.
    ///   - query: encodes queries in the charset of the document; nil stands for UTF-8.
    public init(base: CrawlURL, query: (any QueryEncoder)? = nil) {
        self.base = base
        self.encoder = query
    }

    /// Turns to another document and keeps the buffer.
    public mutating func rebase(_ base: CrawlURL, query: (any QueryEncoder)? = nil) {
        self.base = base
        self.encoder = query
        self.error = URLParseError(.missingScheme)
    }

    /// Resolves a link; false when it is no URL. The other members speak of the last link that was resolved, and must
    /// not be asked before one was.
    public mutating func resolve(_ bytes: Span<UInt8>) -> Bool {
        do throws(URLParseError) {
            try self.parser.parse(
                bytes, base: self.base.href.utf8.span, baseParts: self.base.parts, query: self.encoder)
            self.error = nil
            return true
        } catch {
            self.error = error
            return false
        }
    }

    /// Whether the scheme is `http` or `https`.
    public var isHTTP: Bool {
        self.requireResolved()
        return self.parser.parts.scheme == .http || self.parser.parts.scheme == .https
    }

    /// Whether the host is that of `other`, whatever the port.
    public func hasHostname(of other: CrawlURL) -> Bool {
        self.requireResolved()
        let range = Int(self.parser.parts.hostStart)..<Int(self.parser.parts.hostEnd)
        let otherRange = Int(other.parts.hostStart)..<Int(other.parts.hostEnd)
        return self.parser.out.withSpan { href in
            href.extracting(range).isEqual(to: other.href.utf8.span.extracting(otherRange))
        }
    }

    /// Whether scheme, host and port are those of `other`.
    public func hasOrigin(of other: CrawlURL) -> Bool {
        let parts = self.parser.parts
        return parts.scheme == other.parts.scheme && parts.scheme.isSpecial && parts.hasPort == other.parts.hasPort
            && parts.port == other.parts.port && self.hasHostname(of: other)
    }

    /// The fingerprint of the URL's key, as ``CrawlURL/fingerprint(seed:policy:)`` gives it.
    public func fingerprint(seed: UInt64, policy: URLKeyPolicy = .standard) -> URLFingerprint {
        self.requireResolved()
        let parts = self.parser.parts
        return self.parser.out.withSpan { URLFingerprint(of: $0, parts, seed: seed, policy: policy) }
    }

    /// Lends out the bytes of the href.
    public func withHref<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        self.requireResolved()
        return try self.parser.out.withSpan(body)
    }

    /// The URL as a value of its own: one allocation.
    public func materialise() -> CrawlURL {
        self.requireResolved()
        return CrawlURL(href: self.parser.out.makeString(), parts: self.parser.parts)
    }

    /// The same as `materialise().withoutFragment()`, still with one allocation.
    public func materialiseWithoutFragment() -> CrawlURL {
        self.requireResolved()
        let parts = self.parser.parts
        return CrawlURL(href: self.parser.out.makeString(upTo: Int(parts.fragmentStart)), parts: parts)
    }

    @inline(__always)
    private func requireResolved() {
        precondition(self.error == nil, "the last link was not resolved")
    }
}
