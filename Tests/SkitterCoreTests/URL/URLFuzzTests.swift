import SkitterCore
import Testing

/// Random input, the same on every run: nothing traps, an href is its own parse, the resolver equals the parser.
@Suite struct URLFuzzTests {
    private static let seeds = [
        "http://user:pass@www.example.com:8080/a/b/../c/./d;x=1?q=1&b=%41#frag", "https://münchen.example/straße?ü=ö",
        "//cdn.example.org/lib.js", "../up/and/./down", "?only=query", "#only-fragment", "mailto:someone@example.org",
        "file:///C|/windows/../x", "file://host/share", "http://[2001:db8::1.2.3.4]:80/", "http://0x7f.0.1/",
        "data:,a b #c",
        "javascript:void(0)", "foo://bar/..//baz", "foo:/.//x/../y", "ws:/\\/x",
        "http://xn--bcher-kva.example./%2e%2E/",
        "http://a/?b=2&a=1&&a=0&c=", "non-special:opaque   ?x#y", "http://пример.испытание/", "http://\u{200D}a/",
        "a:b:c",
    ]
    private static let bases = [
        "http://h.example/a/b?c#d", "https://u:p@h:8443/", "file:///C:/x/y", "file://host/a", "foo://h/p/q",
        "foo:/p//q",
        "foo:/.//p", "mailto:x", "data:,x y", "http://h/a//b/", "ws://h:81/?",
    ]
    private static let pieces = [
        "/", "\\", "?", "#", "..", ".", "%2e", "%", ":", "@", "[", "]", "//", "C|", "C:", "\t", " ", "\n", "\0", "xn--",
        "é",
        "\u{AD}", "。", "&", "=", "1", "0x", ".com", "file:", "http:", "a:", "^", "|", "\u{FEFF}", "%00", "%C3%BC", "يا",
    ]

    @Test func nothingTrapsAndAnHrefIsItsOwnParse() throws {
        var generator = SplitMix64(seed: 0x5EED)
        let bases = try Self.bases.map { try CrawlURL($0) }
        var resolvers = Resolvers()
        var parsed = 0
        for round in 0..<20_000 {
            let bytes = Self.mutation(&generator)
            let base = round % 4 == 0 ? nil : bases[round % bases.count]
            let url = try? CrawlURL.parse(bytes.span, base: base)
            if let base { resolvers.compare(bytes, base, url) }
            guard let url else { continue }
            parsed += 1
            try Self.checkInvariants(of: url)
        }
        #expect(parsed > 5_000)
    }

    private struct Resolvers {
        private var generator = SplitMix64(seed: 5)

        mutating func compare(_ bytes: [UInt8], _ base: CrawlURL, _ url: CrawlURL?) {
            var resolver = URLResolver(base: base)
            // What was resolved before must leave no trace.
            _ = resolver.resolve("http://x:1/y?z=1#w".utf8.span)
            let resolved = resolver.resolve(bytes.span)
            #expect(resolved == (url != nil))
            guard resolved, let url else { return }
            let value = resolver.materialise()
            #expect(value == url)
            #expect(value.pathname == url.pathname && value.search == url.search && value.host == url.host)
            let seed = self.generator.next()
            let fingerprint = resolver.fingerprint(seed: seed)
            #expect(fingerprint == url.fingerprint(seed: seed))
            let isHTTP = resolver.isHTTP
            #expect(isHTTP == url.isHTTP)
            let hasHostname = resolver.hasHostname(of: base)
            #expect(hasHostname == (url.hostname == base.hostname))
            let isASCII = resolver.withHref { href in href.withUnsafeBufferPointer { $0.allSatisfy { $0 < 0x80 } } }
            #expect(isASCII)
        }
    }

    private static func checkInvariants(of url: CrawlURL) throws {
        let again = try CrawlURL(url.href)
        #expect(again == url)
        #expect(Self.components(of: again) == Self.components(of: url))
        #expect(again.port == url.port && again.hasCredentials == url.hasCredentials && again.isHTTP == url.isHTTP)
        let port = url.port.map { ":\($0)" } ?? ""
        #expect(url.host == url.hostname + port)
        let key = url.key()
        let keyURL = try CrawlURL(key)
        #expect(keyURL.href == key, "the key of \(url) is an href")
        #expect(keyURL.key() == key, "the key of \(url) is its own key")
        #expect(keyURL.fingerprint(seed: 1) == url.fingerprint(seed: 1), "\(url)")
        #expect(try CrawlURL(url.withoutCredentials().href).href == url.withoutCredentials().href)
        #expect(try CrawlURL(url.withoutFragment().href).pathname == url.withoutFragment().pathname)
        var policy = URLKeyPolicy()
        policy.ignoredParameters = ["a*"]
        policy.ignoresSessionIDs = true
        policy.collapsesSlashes = true
        policy.ignoresCredentials = true
        #expect(try CrawlURL(url.key(policy)).key(policy) == url.key(policy), "\(url)")
    }

    private static func components(of url: CrawlURL) -> [String] {
        [
            url.scheme, url.username, url.password, url.hostname, url.host, url.pathname, url.search, url.hash,
            url.origin, url.requestTarget,
        ]
    }

    /// A seed with some bytes replaced, pieces inserted and parts cut, or random bytes.
    private static func mutation(_ generator: inout SplitMix64) -> [UInt8] {
        if Int.random(in: 0..<10, using: &generator) == 0 {
            return (0..<Int.random(in: 0..<40, using: &generator)).map { _ in .random(in: 0...255, using: &generator) }
        }
        var bytes = Array((self.seeds.randomElement(using: &generator) ?? "").utf8)
        for _ in 0..<Int.random(in: 0..<6, using: &generator) {
            let position = Int.random(in: 0...bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0 where position < bytes.count: bytes[position] = .random(in: 0...255, using: &generator)
            case 1: bytes.removeSubrange(position..<min(bytes.count, position + 3))
            default:
                bytes.insert(contentsOf: (self.pieces.randomElement(using: &generator) ?? "").utf8, at: position)
            }
        }
        return bytes
    }
}
