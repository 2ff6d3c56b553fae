import SkitterCore
import Testing

@Suite struct OriginCredentialsTests {
    private func url(_ text: String) throws -> CrawlURL { try CrawlURL(text) }

    @Test func aSeedGivesItsCredentialsToItsOriginAlone() throws {
        var store = OriginCredentials()
        let bare = try store.seedTaken(self.url("http://Aladdin:open%20sesame@host.example/a?b"))
        #expect(bare.href == "http://host.example/a?b")
        // The example of RFC 7617, section 2.
        let expected = "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
        #expect(store.authorization(for: try self.url("http://host.example/other")) == expected)
        #expect(store.authorization(for: try self.url("http://x:y@host.example:80/")) == expected)
        for other in [
            "https://host.example/", "http://host.example:8080/", "http://www.host.example/", "http://example/",
            "http://host.example.evil.example/", "ftp://host.example/",
        ] {
            #expect(store.authorization(for: try self.url(other)) == nil, "\(other)")
        }
    }

    @Test(arguments: [
        ("http://u:p@h/", "dTpw"), ("http://u@h/", "dTo="), ("http://:p@h/", "OnA="),
        ("http://%C3%A9:%E9@h/", "w6k66Q=="),
        ("http://a%zz:%@h/", "YSV6ejol"), ("http://test:123%C2%A3@h/", "dGVzdDoxMjPCow=="),
    ])
    func whatTheURLEscapesIsSentPlain(text: String, base64: String) throws {
        var store = OriginCredentials()
        _ = try store.seedTaken(self.url(text))
        #expect(store.authorization(for: try self.url("http://h/")) == "Basic \(base64)")
    }

    @Test func aSeedWithoutCredentialsAddsNone() throws {
        var store = OriginCredentials()
        #expect(try store.seedTaken(self.url("http://h/")).href == "http://h/")
        #expect(store.isEmpty)
    }

    @Test(arguments: [
        "http://a%3Ab:pw@h/", "http://a:secret%0D%0AX@h/", "http://a%00:secret@h/", "http://a:secret%7F@h/",
    ])
    func whatCannotBeSentIsRefusedWithoutBeingShown(text: String) throws {
        var store = OriginCredentials()
        do {
            _ = try store.seedTaken(self.url(text))
            Issue.record("\(text) was taken")
        } catch let error as CredentialsError {
            #expect(error.description.hasPrefix("http://h/: "))
            #expect(!error.description.contains("secret"))
        }
    }

    @Test func oneOriginHasOnePairOfCredentials() throws {
        var store = OriginCredentials()
        _ = try store.seedTaken(self.url("http://a:b@h/1"))
        _ = try store.seedTaken(self.url("http://a:b@h/2"))
        #expect(throws: CredentialsError.self) { try store.seedTaken(self.url("http://a:c@h/3")) }
        #expect(throws: Never.self) { try store.seedTaken(self.url("https://a:c@h/3")) }
    }

    @Test func theMostPreciseSourceCounts() throws {
        let seeds = try ["http://own/", "http://option/", "http://file/"].map { try self.url($0) }
        let netrc = try Netrc(Array("default login n password n".utf8))
        var store = OriginCredentials()
        _ = try store.seedTaken(self.url("http://own:own@own/"))
        store.bind(try BasicCredentials(userPassword: "u:u:u"), to: Array(seeds.prefix(2)))
        try store.bind(netrc, to: seeds)
        #expect(store.authorization(for: seeds[0]) == "Basic b3duOm93bg==")
        #expect(store.authorization(for: seeds[1]) == "Basic dTp1OnU=")
        #expect(store.authorization(for: seeds[2]) == "Basic bjpu")
        #expect(store.authorization(for: try self.url("http://linked/")) == nil)
    }

    @Test func credentialsShowNowhere() throws {
        var store = OriginCredentials()
        _ = try store.seedTaken(self.url("http://user:hunter2@h/"))
        let credentials = try BasicCredentials(userPassword: "user:hunter2")
        let netrc = try Netrc(Array("machine h login user password hunter2".utf8))
        var dumped = ""
        dump(store, to: &dumped)
        dump(credentials, to: &dumped)
        dump(netrc, to: &dumped)
        dump(["a": store], to: &dumped)
        dumped += "\(store) \(credentials) \(netrc) \(String(reflecting: store)) \(String(reflecting: credentials))"
        for secret in ["hunter2", "dXNlcjpodW50ZXIy", "104, 117, 110"] {
            #expect(!dumped.contains(secret), "\(secret)")
        }
    }

    @Test func withoutAColonThereIsNoPassword() {
        #expect(throws: CredentialsError.self) { try BasicCredentials(userPassword: "user") }
        #expect((try? BasicCredentials(userPassword: "user:"))?.authorization == "Basic dXNlcjo=")
    }
}
