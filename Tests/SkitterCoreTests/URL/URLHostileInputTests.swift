import SkitterCore
import Testing

/// Input of a size at which anything quadratic would not come to an end.
@Suite struct URLHostileInputTests {
    private static let size = 30_000

    @Test(arguments: [
        ("http://h/", "../"), ("http://h/", "a/../"), ("http://h/", "%2e%2E/"), ("http://h/", "//"), ("http://h/", "%"),
        ("http://h/?", "b=1&a=2&"), ("http://h/?", "a=1&"), ("http://h/?", "%61"), ("http://", "a."), ("http://", "@"),
        ("http://", "0."), ("http://h:", "0"), ("http://[", "0:"), ("foo:", "/.//"), ("file:///C:", "/.."),
        ("http://h/", "\t"),
        ("http://h/", "é"), ("http://h/#", "`"), ("http:", "\\"), ("data:", " "), ("http://é", "\u{1E9E}"), ("", "a:"),
        ("http://h/", ";jsessionid="), ("http://h/?", "cfid=cfid="),
    ])
    func aHugeTextIsReadInOnePass(start: String, repeated: String) throws {
        let text = start + String(repeating: repeated, count: Self.size)
        guard let url = try? CrawlURL(text) else { return }
        #expect(try CrawlURL(url.href) == url)
        #expect(try CrawlURL(url.key()).key() == url.key())
        var policy = URLKeyPolicy()
        policy.ignoresSessionIDs = true
        policy.collapsesSlashes = true
        #expect(url.key(policy).utf8.count <= 3 * url.href.utf8.count)
        #expect(url.surt.utf8.count <= 3 * url.href.utf8.count)
    }

    @Test func aLabelThatIsExpensiveToEncodeIsRefused() {
        let label = String(String.UnicodeScalarView((0x4E00..<0x9000).compactMap { Unicode.Scalar(UInt32($0)) }))
        #expect(throws: URLParseError(.invalidDomain)) { try CrawlURL("http://\(label)/") }
    }
}
