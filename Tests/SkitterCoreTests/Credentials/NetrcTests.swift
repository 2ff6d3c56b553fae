import SkitterCore
import SkitterTesting
import Testing

@Suite struct NetrcTests {
    private func authorization(_ text: String, _ host: String) throws -> String? {
        try Netrc(Array(text.utf8)).credentials(for: host)?.authorization
    }

    private func basic(_ userPassword: String) throws -> String {
        try BasicCredentials(userPassword: userPassword).authorization
    }

    @Test(arguments: [
        ("machine h login u password p", "u:p"),
        ("machine h\nlogin u\npassword p\n", "u:p"),
        ("\tmachine\r\n  h login\n\nu password p", "u:p"),
        ("machine other login x password y\nmachine h login u password p", "u:p"),
        ("machine H login u password p", "u:p"),
        ("machine h password p login u account a", "u:p"),
        ("machine h login u", "u:"),
        ("# words\nmachine h # more words\nlogin u password p # last", "u:p"),
        ("machine h login u password #p", "u:#p"),
        ("machine h login \"u v\" password \"a \\\"b\\\\ c\"", "u v:a \"b\\ c"),
        ("machine h login u password \"\"", "u:"),
        ("machine h login u password p\"q", "u:p\"q"),
        ("machine h\nmacdef init\nmachine h login no password no\n\nlogin u password p", "u:p"),
        ("macdef m\r\nmachine h login no password no\r\n\r\nmachine h login u password p", "u:p"),
        ("machine h login u password p macdef end\nmachine x", "u:p"),
        ("machine h login u password p\nmachine h login v password q", "u:p"),
        ("machine h\nmachine h login u password p", "u:p"),
        ("default login u password p", "u:p"),
        ("default login d password d\nmachine h login u password p", "u:p"),
        ("login ignored password ignored machine h login u password p", "u:p"),
    ])
    func aLoginIsFound(text: String, userPassword: String) throws {
        #expect(try self.authorization(text, "h") == self.basic(userPassword))
    }

    @Test(arguments: [
        "", "# nothing", "machine x login u password p", "machine h", "macdef m\nmachine h login u", "default",
    ])
    func whatTheFileDoesNotHoldIsNone(text: String) throws {
        #expect(try self.authorization(text, "h") == nil)
    }

    @Test func anIPv6HostIsNamedWithoutBrackets() throws {
        #expect(try self.authorization("machine ::1 login u password p", "[::1]") == self.basic("u:p"))
    }

    @Test(arguments: [
        ("machine", "line 1: 'machine' has no value"), ("machine h\nlogin", "line 2: 'login' has no value"),
        ("machine h\nlogin u\npassword \"secret", "line 3: the quotes"),
        ("machine h login u password two secrets", "line 1: a word that is none of netrc's"),
        ("machine h login \"u\npassword p\"", "line 1: the quotes"),
    ])
    func aBrokenFileIsToldWhereWithoutItsSecrets(text: String, why: String) {
        do {
            _ = try Netrc(Array(text.utf8))
            Issue.record("'\(text)' was taken")
        } catch {
            #expect(error.description.contains(why), "\(error)")
            #expect(!error.description.contains("secret"))
        }
    }

    @Test func aLoginThatCannotBeSentMattersOnlyToItsMachine() throws {
        let netrc = try Netrc(Array("machine bad login a:b password p machine h login u password p".utf8))
        #expect(try netrc.credentials(for: "h") != nil)
        #expect(throws: CredentialsError.self) { try netrc.credentials(for: "bad") }
    }

    @Test func aFileOverTheLimitIsRefused() {
        let line = Array("machine h login u password p\n".utf8)
        #expect(throws: CredentialsError.self) {
            try Netrc(Array(repeatElement(line, count: Netrc.limitBytes / line.count + 1).joined()))
        }
    }

    @Test func mutatedFilesAreReadOrRefused() throws {
        let text = "machine h login \"u v\" password p\nmacdef m\nx\n\ndefault login \\\"d password e # c\n"
        var dice = SplitMix64(seed: 3)
        var taken = 0
        for _ in 0..<3000 {
            if let netrc = try? Netrc(dice.mutated(Array(text.utf8))) {
                taken += 1
                _ = try? netrc.credentials(for: "h")
            }
        }
        #expect((1..<3000).contains(taken))
    }
}
