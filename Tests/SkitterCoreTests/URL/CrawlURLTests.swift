import SkitterCore
import Testing

@Suite struct CrawlURLTests {
    @Test(arguments: [
        ("http://EXAMPLE.com", nil, "http://example.com/"),
        ("HTTPS://a:b@h:443/x/../y?q#f", nil, "https://a:b@h/y?q#f"),
        ("../c?d", "http://h/a/b/", "http://h/a/c?d"),
        ("//other/x", "https://h/a", "https://other/x"),
        ("\\x", "https://h/a", "https://h/x"),
        ("?q", "http://h/a?b#c", "http://h/a?q"),
        ("#f", "http://h/a?b#c", "http://h/a?b#f"),
        ("", "http://h/a?b#c", "http://h/a?b"),
        (" a\n\tb ", "http://h/", "http://h/ab"),
        ("http:x", "http://h/a/b", "http://h/a/x"),
        ("mailto:a@b c", nil, "mailto:a@b c"),
        ("foo:/.//p", nil, "foo:/.//p"),
        ("x", "foo:/.//p", "foo:/.//x"),
        ("../x", "foo:/.//p", "foo:/x"),
        ("/é ?ü '#ö`", "http://h", "http://h/%C3%A9%20?%C3%BC%20%27#%C3%B6%60"),
        ("file://C|/a/../..", nil, "file:///C:/"),
        ("//localhost/x", "file:///a", "file:///x"),
        ("/x", "file:///C:/a", "file:///C:/x"),
        ("http://[1:0::0:2]/", nil, "http://[1::2]/"),
        ("http://0x7f.1/", nil, "http://127.0.0.1/"),
        ("%2e%2E/a", "http://h/x/y", "http://h/a"),
    ])
    func aLinkIsResolvedAsTheStandardSays(link: String, base: String?, href: String) throws {
        let base = try base.map { try CrawlURL($0) }
        #expect(try CrawlURL(link, base: base).href == href)
    }

    @Test(arguments: [
        ("relative", URLParseError(.missingScheme)),
        ("http://", URLParseError(.emptyHost)),
        ("http://a b/", URLParseError(.invalidHost)),
        ("http://1.2.3.256/", URLParseError(.invalidIPv4)),
        ("http://[1:2]/", URLParseError(.invalidIPv6)),
        ("http://h:65536/", URLParseError(.invalidPort)),
        ("http://u@/", URLParseError(.emptyHost)),
    ])
    func aTextThatIsNoURLIsRefusedWithTheReason(text: String, error: URLParseError) {
        #expect(throws: error) { try CrawlURL(text) }
    }

    @Test func everyComponentIsASliceOfTheHref() throws {
        let url = try CrawlURL("https://user:pa%20ss@Example.org:8443/a/b?c=d#e")
        #expect(url.scheme == "https")
        #expect(url.username == "user")
        #expect(url.password == "pa%20ss")
        #expect(url.hostname == "example.org")
        #expect(url.host == "example.org:8443")
        #expect(url.port == 8443)
        #expect(url.effectivePort == 8443)
        #expect(url.pathname == "/a/b")
        #expect(url.search == "?c=d")
        #expect(url.hash == "#e")
        #expect(url.origin == "https://example.org:8443")
        #expect(url.requestTarget == "/a/b?c=d")
        #expect(url.isHTTP)
        #expect(url.hasCredentials)
        #expect(url.withoutCredentials().href == "https://example.org:8443/a/b?c=d#e")
        #expect(url.withoutCredentials().pathname == "/a/b")
        #expect(url.withoutFragment().href == "https://user:pa%20ss@example.org:8443/a/b?c=d")
        #expect(url.withoutFragment().hash == "")
    }

    @Test func anAbsentComponentIsEmpty() throws {
        let url = try CrawlURL("http://h?#")
        #expect(url.href == "http://h/?#")
        #expect(url.search == "")
        #expect(url.hash == "")
        #expect(url.port == nil)
        #expect(url.effectivePort == 80)
        #expect(!url.hasCredentials)
        #expect(try CrawlURL("mailto:x").hostname == "")
    }

    @Test func aDefaultPortBelongsToItsSchemeOnly() throws {
        #expect(try CrawlURL("https://h:80/").href == "https://h:80/")
        #expect(try CrawlURL("ws://h:80/").href == "ws://h/")
    }

    @Test func bytesThatAreNoUTF8BecomeReplacementCharacters() throws {
        let bytes: [UInt8] = Array("http://h/".utf8) + [0xFF, 0x61]
        #expect(try CrawlURL.parse(bytes.span, base: nil).href == "http://h/%EF%BF%BDa")
    }

    @Test func aQueryFollowsTheDocumentsCharset() throws {
        struct Latin1: QueryEncoder {
            func encode(_ utf8: Span<UInt8>, into bytes: inout [UInt8]) {
                for scalar in utf8.withUnsafeBufferPointer({ String(decoding: $0, as: UTF8.self) }).unicodeScalars {
                    if scalar.value < 256 {
                        bytes.append(UInt8(scalar.value))
                    } else {
                        bytes.append(contentsOf: "%26%23\(scalar.value)%3B".utf8)
                    }
                }
            }
        }
        let href = try CrawlURL.parse("http://h/é?é€'#é".utf8.span, base: nil, query: Latin1()).href
        #expect(href == "http://h/%C3%A9?%E9%26%238364%3B%27#%C3%A9")
        #expect(try CrawlURL.parse("ws://h/?é".utf8.span, base: nil, query: Latin1()).href == "ws://h/?%C3%A9")
    }
}
