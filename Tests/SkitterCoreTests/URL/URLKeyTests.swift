import SkitterCore
import Testing

@Suite struct URLKeyTests {
    @Test(arguments: [
        ("http://h/a#f", "http://h/a"),
        ("http://h/?", "http://h/"),
        ("http://h/%7e%41%2f%c3", "http://h/~A%2F%C3"),
        ("http://h/100%", "http://h/100%25"),
        ("http://h/?a[]=1|2", "http://h/?a%5B%5D=1%7C2"),
        ("HTTP://H:80/A/./b", "http://h/A/b"),
        ("http://h/a//b?B=1", "http://h/a//b?B=1"),
        ("mailto:%41#x", "mailto:%41"),
    ])
    func theKeyJoinsEquivalentURLs(text: String, key: String) throws {
        let url = try CrawlURL(text)
        #expect(url.key() == key)
        #expect(try CrawlURL(key).key() == key)
        #expect(try url.fingerprint(seed: 7) == CrawlURL(key).fingerprint(seed: 7))
    }

    @Test func aFingerprintDependsOnTheSeed() throws {
        let url = try CrawlURL("http://h/")
        #expect(url.fingerprint(seed: 1) != url.fingerprint(seed: 2))
    }

    @Test func optInRulesJoinMore() throws {
        var policy = URLKeyPolicy()
        policy.ignoredParameters = URLKeyPolicy.trackingParameters
        policy.ignoresSessionIDs = true
        policy.collapsesSlashes = true
        policy.ignoresCredentials = true
        let url = try CrawlURL("http://u:p@h//a//b;JSESSIONID=1?utm%5Fsource=x&k=v&PHPSESSID=2")
        #expect(url.key(policy) == "http://h/a/b?k=v")
        #expect(try url.fingerprint(seed: 3, policy: policy) == CrawlURL("http://h/a/b?k=v").fingerprint(seed: 3))
        #expect(try CrawlURL("http://h/?fbclid=1").key(policy) == "http://h/")
    }
}
