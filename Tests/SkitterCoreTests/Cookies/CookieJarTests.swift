import SkitterCore
import SkitterTesting
import Testing

struct CookieJarTests {
    /// 2025-01-01 00:00:00 UTC.
    private let now = HTTPDate(secondsSince1970: 1_735_689_600)

    private func jar(
        _ headers: [String], host: String = "home.example.org", path: String = "/a/b?q", isSecure: Bool = false
    ) -> CookieJar {
        var jar = CookieJar(isPublicSuffix: { ["org", "com", "co.uk", "example"].contains($0) })
        for header in headers {
            jar.store(setCookie: header, host: host, path: path, isSecure: isSecure, at: self.now)
        }
        return jar
    }

    private func sent(
        _ headers: [String], to host: String = "home.example.org", path: String = "/a/b", isSecure: Bool = false,
        later: Int64 = 0
    ) -> String? {
        self.jar(headers).header(
            host: host, path: path, isSecure: isSecure,
            at: HTTPDate(secondsSince1970: self.now.secondsSince1970 + later))
    }

    @Test func cookiesAreSentBackInOrderOfPathAndAge() {
        #expect(self.sent(["z=1", "a=2; path=/", "b=3; path=/a/b", "z=4"]) == "b=3; z=4; a=2")
    }

    @Test(arguments: ["", "x", "=", "=x", ";a=b", "a\u{0}=b", "a=b\rc", "a=b\n", "a=b; path=\u{7F}", "\t"])
    func aHeaderWithoutACookieChangesNothing(header: String) {
        #expect(self.sent(["k=v", header]) == "k=v")
    }

    @Test(arguments: [
        ("a = b c ; x", "a=b c"), ("a=\"b;c\"", "a=\"b"), ("a==b", "a==b"), ("a=", "a="), ("$a=b, c=d", "$a=b, c=d"),
        ("é=ü", "é=ü"),
    ])
    func nameAndValueAreTakenAsTheyStand(header: String, sent: String) {
        #expect(self.sent([header]) == sent)
    }

    @Test(arguments: [
        ("", "home.example.org", true), ("", "sub.home.example.org", false),
        ("domain=.example.org", "other.example.org", true),
        ("domain=EXAMPLE.org", "example.org", true), ("domain=example.org", "badexample.org", false),
        ("domain=..example.org", "home.example.org", false),
        ("domain=example.org.", "home.example.org", false), ("domain=org", "home.example.org", false),
        ("domain=sub.home.example.org", "home.example.org", false),
        ("domain=", "home.example.org", true), ("domain=example.com; domain=example.org", "x.example.org", true),
    ])
    func aDomainIsTheHostsOwnOrAboveIt(attribute: String, host: String, isSent: Bool) {
        #expect(self.sent(["a=b; \(attribute)"], to: host) == (isSent ? "a=b" : nil))
    }

    @Test func aPublicSuffixOrAnAddressSharesNothing() {
        var jar = self.jar(["a=b; domain=example"], host: "example")
        #expect(jar.header(host: "example", path: "/a/", isSecure: false, at: self.now) == "a=b")
        #expect(jar.header(host: "x.example", path: "/a/", isSecure: false, at: self.now) == nil)
        jar = self.jar(["a=b; domain=0.0.1", "c=d; domain=127.0.0.1", "e=f; domain=1"], host: "127.0.0.1")
        #expect(jar.header(host: "127.0.0.1", path: "/a/", isSecure: false, at: self.now) == "c=d")
        #expect(jar.header(host: "9.0.0.1", path: "/a/", isSecure: false, at: self.now) == nil)
    }

    @Test(arguments: [
        ("", "/a", true), ("", "/a/c?x", true), ("", "/ab", false), ("", "/", false), ("path=/a/", "/a", false),
        ("path=/", "", true),
        ("path=x", "/a/c", true), ("path=/x; path=", "/a", true), ("path=/a?b", "/a?b", false),
    ])
    func aPathIsItselfOrBelow(attribute: String, path: String, isSent: Bool) {
        #expect(self.sent(["a=b; \(attribute)"], path: path) == (isSent ? "a=b" : nil))
    }

    @Test func secureCookiesGoToSecureHostsOnly() {
        #expect(self.sent(["a=b; secure=x"]) == nil)
        #expect(self.sent(["a=b; secure=x"], isSecure: true) == "a=b")
        #expect(self.sent(["__Host-a=b; secure; path=/", "__Secure-a=b; secure"], isSecure: true) == nil)
        let jar = self.jar(
            ["__Host-a=b; secure; path=/", "__Host-c=d; secure", "__SECURE-e=f; secure"], isSecure: true)
        #expect(
            jar.header(host: "home.example.org", path: "/a/", isSecure: true, at: self.now)
                == "__SECURE-e=f; __Host-a=b")
    }

    @Test(
        arguments: [
            ("max-age=10", 9, true), ("max-age=10", 10, false), ("max-age=0", 0, false), ("max-age=-1", 0, false),
            ("max-age=1.5", 100, true),
            ("max-age=99999999999999999999", 100, true), ("expires=Wed, 01 Jan 2025 00:00:10 GMT", 9, true),
            ("expires=Wed, 01-Jan-25 00:00:10", 10, false),
            ("expires=2025 1 jan 0:0:10x", 9, true), ("expires=nonsense", 100, true),
            ("max-age=50; expires=Wed, 01 Jan 2020 00:00:00 GMT", 9, true),
            ("expires=Wed, 01 Jan 1600 00:00:00 GMT", 9, true), ("expires=Thu, 01 Jan 70 00:00:00 GMT", 9, false),
            ("expires=Thu, 01 Jan 69 00:00:00", 9, true),
        ] as [(String, Int64, Bool)])
    func cookiesExpire(attribute: String, later: Int64, isSent: Bool) {
        #expect(self.sent(["a=b; path=/; \(attribute)"], later: later) == (isSent ? "a=b" : nil))
    }

    @Test func anExpiredCookieRemovesItsPredecessor() {
        let jar = self.jar(["a=b", "c=d", "a=; max-age=0"])
        #expect(jar.header(host: "home.example.org", path: "/a/", isSecure: false, at: self.now) == "c=d")
        #expect(jar.count == 1)
    }

    @Test func rawOctetsAreSentAsTheyCame() {
        var jar = CookieJar()
        jar.store(setCookie: [0x61, 0x3D, 0xFF], host: "e", path: "/", isSecure: false, at: self.now)
        #expect(jar.headerOctets(host: "e", path: "/", isSecure: false, at: self.now) == [0x61, 0x3D, 0xFF])
    }

    @Test func limitsDropTheOldest() {
        var limits = CookieJarLimits()
        limits.cookiesPerDomain = 2
        limits.cookies = 10
        limits.cookieBytes = 8
        limits.headerBytes = 12
        var jar = CookieJar(limits: limits)
        for header in ["a=1", "b=2", "c=3", "d=4567890123"] {
            jar.store(setCookie: header, host: "h", path: "/", isSecure: false, at: self.now)
        }
        #expect(jar.header(host: "h", path: "/", isSecure: false, at: self.now) == "b=2; c=3")
        for host in 0..<50 {
            jar.store(setCookie: "a=\(host)", host: "h\(host)", path: "/", isSecure: false, at: self.now)
            #expect(jar.count <= 10)
        }
        #expect(jar.header(host: "h49", path: "/", isSecure: false, at: self.now) == "a=49")
        #expect(jar.header(host: "h", path: "/", isSecure: false, at: self.now) == nil)
        jar.store(setCookie: "bb=3456", host: "h49", path: "/", isSecure: false, at: self.now)
        #expect(jar.header(host: "h49", path: "/", isSecure: false, at: self.now) == "a=49")
    }

    @Test func mutatedHeadersNeverTrapAndNeverBreakTheHeader() {
        var random = SplitMix64(seed: 8)
        let seed = Array(
            "a=b; domain=.example.org; path=/a; max-age=99999999999; expires=Sun, 06 Nov 94 08:49:37 GMT; secure".utf8)
        var jar = CookieJar()
        for _ in 0..<5_000 {
            let host = random.text(of: "ab.1:", length: 0...8)
            let path = random.text(of: "/a?#", length: 0...6)
            jar.store(
                setCookie: random.mutated(seed), host: host, path: path, isSecure: random.next() % 2 == 0, at: self.now)
            let header = jar.headerOctets(host: host, path: path, isSecure: true, at: self.now) ?? []
            #expect(!header.contains { $0 < 0x20 && $0 != 0x09 })
        }
        #expect(jar.count > 0)
    }
}
