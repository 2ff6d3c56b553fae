import SkitterCore
import Testing

struct HostSettingsTests {
    private static let table: HostSettings<Int> = [
        "example.org": 1, "*.example.org": 2, "*.org": 3, "a.b.example.org": 4, "[::1]": 5,
    ]

    @Test(arguments: [
        ("example.org", [1, 3]), ("www.example.org", [2, 3]), ("a.b.example.org", [4, 2, 3]),
        ("x.b.example.org", [2, 3]),
        ("badexample.org", [3]), ("org", []), ("example.com", []), ("[::1]", [5]), ("", []), (".", []), ("..org", [3]),
    ])
    func theNearestComesFirst(host: String, values: [Int]) {
        #expect(Self.table.values(for: host) == values)
        #expect(Self.table.setting(for: host) { $0 > 2 ? $0 : nil } == values.first { $0 > 2 })
    }

    @Test func valuesStandUnderTheirKeys() {
        var table = Self.table
        #expect(table.entries.map(\.key) == ["*.example.org", "*.org", "[::1]", "a.b.example.org", "example.org"])
        #expect(table["*.org"] == 3 && table["org"] == nil)
        for key in table.entries.map(\.key) { table[key] = nil }
        #expect(table.isEmpty && table == HostSettings())
    }

    @Test(arguments: [
        ("example.org", "example.org"), ("Example.ORG", "example.org"), ("bücher.example", "xn--bcher-kva.example"),
        ("[::1]", "[::1]"), ("127.1", "127.0.0.1"), ("*.Bücher.example", "*.xn--bcher-kva.example"), ("*.org", "*.org"),
    ])
    func aHostIsNamedAsURLsNameIt(text: String, key: String) {
        #expect(HostKey.canonical(text) == key)
    }

    @Test(arguments: [
        "", "a b", "a/b", "a:80", "a@b", "a?b", "a#b", "http://a", "[", "*", "*.", "*a.example", "a.*.example",
        "*.*.example",
        "*.127.0.0.1", "*.[::1]", "*.1",
    ])
    func whatNamesNoHostIsRefused(text: String) {
        #expect(HostKey.canonical(text) == nil)
    }
}
