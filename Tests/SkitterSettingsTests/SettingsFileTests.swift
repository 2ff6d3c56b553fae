import SkitterCore
import SkitterSettings
import Testing

struct SettingsFileTests {
    private static func file(_ text: String) -> SettingsFile {
        SettingsFile(text, path: "skitter.yaml", table: .example)
    }

    @Test func everyKindOfOptionBecomesTheWordsThatSayIt() {
        let file = Self.file(
            """
            # a site
            seeds: [example.org, "https://example.net/"]
            max-pages: 100
            delay: 1.50s
            robots: false
            include:
              - -odd$
              - '^http://a'
            cookies: no
            insecure: true
            quiet: false
            """)
        #expect(file.problems == [])
        #expect(
            file.settings.flatMap(\.words) == [
                "example.org", "https://example.net/", "--max-pages=100", "--delay=1.50s", "--robots=off",
                "--include=-odd$", "--include=^http://a", "--no-cookies", "--insecure",
            ])
    }

    @Test func aValueKnowsItsLine() throws {
        let file = Self.file("max-pages: 1\n\ninclude:\n  - a\n  # and\n  - b\n")
        #expect(
            file.settings.flatMap(\.values).map(\.origin.description) == [
                "skitter.yaml:1", "skitter.yaml:4", "skitter.yaml:6",
            ])
    }

    @Test func hostsHaveOptionsOfTheirOwn() {
        let file = Self.file(
            """
            hosts:
              example.org: {delay: 5s, per-host: 2}
              "[::1]":
                delay: 0s
              "*.example.com": {header: ['A: b', 'C: d']}
              a.example: {header: 'E: f'}
            """)
        #expect(file.problems == [])
        #expect(
            file.settings.flatMap(\.words) == [
                "--delay-of=example.org=5s", "--delay-of=[::1]=0s", "--per-host-of=example.org=2",
                "--header-of=*.example.com=A: b", "--header-of=*.example.com=C: d", "--header-of=a.example=E: f",
            ])
        #expect(file.settings.first?.values.last?.origin == .file("skitter.yaml", line: 4))
    }

    @Test(arguments: [
        ("max-page: 1", 1, "'max-page' is no option of crawl: is it 'max-pages'?"),
        ("\nmax_pages: 1", 2, "'max_pages' is no option of crawl: is it 'max-pages'?"),
        ("dealy: 1s", 1, "'dealy' is no option of crawl: is it 'delay'?"),
        ("host: {}", 1, "'host' is no option of crawl: is it 'hosts'?"),
        ("rumpelstiltskin: 1", 1, "'rumpelstiltskin' is no option of crawl"),
        ("resume: true", 1, "'resume' is for the command line alone"),
        ("delay: [1s, 2s]", 1, "'delay' has one value, not a list"),
        ("delay:", 1, "'delay' has no value"),
        ("delay: {a: 1s}", 1, "a value of 'delay' is a text, not a mapping: has it ': ' in it, quote it"),
        ("header:\n  - X-Team: us", 2, "a value of 'header' is a text, not a mapping: has it ': ' in it, quote it"),
        ("include: [[a]]", 1, "a value of 'include' is a text, not a list"),
        ("cookies: maybe", 1, "'cookies' is true or false, not 'maybe'"),
        ("hosts: [a]", 1, "'hosts' has a mapping of hosts: 'example.org: {delay: 5s}'"),
        ("hosts:\n  a: 5s", 2, "'a' has a mapping of options: '{delay: 5s}'"),
        ("hosts:\n  a: {dely: 5s}", 2, "'dely' cannot be set for a host: is it 'delay'?"),
        ("hosts:\n  a: {delay: [1s, 2s]}", 2, "'delay' has one value, not a list"),
        ("hosts:\n  a: {include: x}", 2, "'include' cannot be set for a host: only delay, per-host, header can"),
        ("- a", 1, "options are written 'KEY: VALUE', one a line"),
        ("delay: 1s\ndelay: 2s", 1, "'delay' is set twice"),
        ("max-pages: 1\nheader: X-Team: us", 2, "mapping values are not allowed in this context"),
        ("include: [a", 2, "did not find expected ',' or ']'"),
    ])
    func whatIsWrongIsNamedWithItsLine(text: String, line: Int, message: String) {
        #expect(Self.file(text).problems == [SettingProblem(.file("skitter.yaml", line: line), message)])
    }

    @Test func oneProblemHidesNoOther() {
        let file = Self.file("a: 1\ndelay: 1s\nb: 2\n")
        #expect(file.problems.map(\.origin) == [.file("skitter.yaml", line: 1), .file("skitter.yaml", line: 3)])
        #expect(file.settings.map(\.option.key) == ["delay"])
    }

    @Test(arguments: ["", "\n", "# nothing yet\n", "---\n", "~"])
    func aFileMayBeEmpty(text: String) {
        #expect(Self.file(text).problems == [])
        #expect(Self.file(text).settings == [])
    }

    @Test func anAliasRepeatsWhatStandsAtItsAnchor() {
        let file = Self.file(
            """
            hosts:
              example.org: &slow {delay: 5s}
              example.net: *slow
            include: &names [a, &b b]
            header: *names
            max-pages-per-host: *b
            """)
        #expect(file.problems == [])
        #expect(
            file.settings.flatMap(\.words) == [
                "--delay-of=example.org=5s", "--delay-of=example.net=5s", "--include=a", "--include=b", "--header=a",
                "--header=b", "--max-pages-per-host=b",
            ])
        // A value stands where it is written.
        #expect(file.settings.last?.values.map(\.origin) == [.file("skitter.yaml", line: 4)])
    }

    @Test(arguments: [
        ("delay: *a", 1, "found undefined alias"), ("include: &a [b, *a]", 1, "found undefined alias"),
        ("? [a]\n: b", 1, "a key is a text"), ("? {a: b}\n: c", 1, "a key is a text"),
        ("a: 1\n---\nb: 2", 2, "but found another document"),
        ("a: 1\nb: \u{1}", 2, "control characters are not allowed"),
        ("a: 1\nb: \"\\q\"", 2, "found unknown escape character"),
        ("a: 1\n\tb: 2", 2, "found a tab character that violates indentation"),
        ("a: 'b", 1, "found unexpected end of stream"), ("%YAML 3.0\n--- a", 1, "found incompatible YAML document"),
        ("\na: " + String(repeating: "[", count: 5_000), 2, "is nested deeper than 50 levels"),
        ("a: " + String(repeating: "{b: ", count: 5_000), 1, "is nested deeper than 50 levels"),
        (
            "a0: &a0 [x]\n" + (1..<5_000).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined(), 49,
            "is nested deeper than 50 levels"
        ),
    ])
    func whatIsNoYAMLIsNamedWithItsLine(text: String, line: Int, message: String) {
        #expect(Self.file(text).problems == [SettingProblem(.file("skitter.yaml", line: line), message)])
    }

    /// Thirty lists, each of ten of the one before: 10^30 elements, which are never counted.
    @Test func aliasesOfAliasesCostNothing() {
        let lists = (1...30).map { level in
            "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]\n"
        }
        let file = Self.file("a0: &a0 [x]\n" + lists.joined() + "include: *a1\n")
        #expect(file.problems.count == 31 + 10)
        #expect(file.settings == [])
    }

    /// A file may come from anywhere: it is read or refused, and never ends the program.
    @Test(arguments: 0..<200 as Range<UInt64>)
    func noTextEndsTheProgram(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let parts = [
            "a", "delay", "hosts", ": ", ":", "\n", "\n  ", "- ", "[", "]", "{", "}", ", ", "&x ", "*x", "|\n", ">-\n",
            "'",
            "\"", "#", "!t ", "!!str ", "? ", "---\n", "...\n", "%TAG ! x\n", "<<", "~", "\\x", "\u{0}", "\u{FEFF}",
            "é", "\t",
        ]
        let text = (0..<Int.random(in: 1...60, using: &generator))
            .compactMap { _ in parts.randomElement(using: &generator) }.joined()
        let file = Self.file(text)
        #expect(file.problems.allSatisfy { !$0.message.isEmpty })
    }

    @Test func aQuotedTextIsNeverNothing() {
        #expect(Self.file("delay: \"\"").settings.flatMap(\.words) == ["--delay="])
        #expect(Self.file("include: ['~']").settings.flatMap(\.words) == ["--include=~"])
    }
}
