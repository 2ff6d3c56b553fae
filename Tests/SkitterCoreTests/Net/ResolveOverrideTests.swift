import SkitterCore
import Testing

@Suite struct ResolveOverrideTests {
    @Test(arguments: [
        ("example.org:443:192.0.2.1", "example.org:443:192.0.2.1"),
        ("EXAMPLE.org:80:192.0.2.1,192.0.2.2", "example.org:80:192.0.2.1,192.0.2.2"),
        ("bücher.example:80:2001:db8::1", "xn--bcher-kva.example:80:[2001:db8::1]"),
        ("a:1:[2001:DB8::1],192.0.2.1,192.0.2.1", "a:1:[2001:db8::1],192.0.2.1"),
    ])
    func itIsReadAsCurlReadsIt(text: String, form: String) throws {
        #expect(try ResolveOverride(text).description == form)
        #expect(try ResolveOverride(form).description == form)
    }

    @Test(arguments: [
        "", "example.org", "example.org:443", "example.org::192.0.2.1", "example.org:0:192.0.2.1",
        "example.org:65536:192.0.2.1", "example.org:+80:192.0.2.1", ":80:192.0.2.1", "192.0.2.9:80:192.0.2.1",
        "*:80:192.0.2.1:", "example.org:80:", "example.org:80:192.0.2.1,", "example.org:80:elsewhere.org",
        "a/b:80:192.0.2.1", "a?b:80:192.0.2.1", "u@a:80:192.0.2.1", "example.org:80:[::1", "example.org:80:192.0.2.256",
    ])
    func whatGivesNoHostAnAddressIsRefused(text: String) {
        #expect(throws: ResolveOverride.SyntaxError.self) { try ResolveOverride(text) }
    }
}
