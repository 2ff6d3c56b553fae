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
        // Forms: sorted by name, the values of one name in their order, empty pieces and empty values dropped.
        ("http://h/?b=1&a=2", "http://h/?a=2&b=1"),
        ("http://h/?a=2&b=1&a=1", "http://h/?a=2&a=1&b=1"),
        ("http://h/?&a=1&&b=&", "http://h/?a=1&b"),
        ("http://h/?%62=1&a=%7E", "http://h/?a=~&b=1"),
        ("http://h/?=1", "http://h/?=1"),
        // No forms.
        ("http://h/?b&a", "http://h/?b&a"),
        ("http://h/?&", "http://h/?&"),
        ("foo://h/?b=1&a=%7e", "foo://h/?b=1&a=%7e"),
    ])
    func theKeyJoinsEquivalentURLs(text: String, key: String) throws {
        let url = try CrawlURL(text)
        #expect(url.key() == key)
        #expect(try CrawlURL(key).key() == key)
        #expect(try url.fingerprint(seed: 7) == CrawlURL(key).fingerprint(seed: 7))
    }

    @Test(arguments: [
        ("http://h/a", "http://h/A"), ("http://h/a%2Fb", "http://h/a/b"), ("http://h/?a=1&a=2", "http://h/?a=2&a=1"),
        ("http://h/a/", "http://h/a"), ("http://h./", "http://h/"), ("http://h/a//b", "http://h/a/b"),
        ("http://h/?q=a+b", "http://h/?q=a%2Bb"), ("http://h/", "https://h/"), ("http://u@h/", "http://h/"),
    ])
    func whatAServerMayTellApartHasKeysOfItsOwn(left: String, right: String) throws {
        #expect(try CrawlURL(left).key() != CrawlURL(right).key())
        #expect(try CrawlURL(left).fingerprint(seed: 1) != CrawlURL(right).fingerprint(seed: 1))
    }

    @Test func formsAreLeftAsTheyAreWhenThePolicySaysSo() throws {
        var policy = URLKeyPolicy()
        policy.ordersForms = false
        #expect(try CrawlURL("http://h/?b=%7e&a=").key(policy) == "http://h/?b=~&a=")
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

    @Test(arguments: [
        // A `?` that ends a query is a part of it.
        "http://h/?q=why?", "http://h/??",
        // What is left of a segment must not be a dot segment.
        "http://h/a/..;jsessionid=1/b", "http://h/.;jsessionid=1",
    ])
    func optInRulesLeaveAlone(text: String) throws {
        var policy = URLKeyPolicy()
        policy.ignoresSessionIDs = true
        policy.collapsesSlashes = true
        #expect(try CrawlURL(text).key(policy) == text)
    }
}
