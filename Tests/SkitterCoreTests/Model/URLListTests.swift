import SkitterCore
import Testing

@Suite struct URLListTests {
    private func list(_ text: String) -> URLList {
        var list = URLList()
        list.add(contents: Array(text.utf8), of: "seeds.txt")
        return list
    }

    @Test func aFileHasOneSeedALineAndComments() {
        let list = self.list("# mine\r\nhttp://a.example/\r\n\r\n  example.org:8080/x  \nhttp://a.example/#again\n")
        #expect(list.urls.map(\.href) == ["http://a.example/", "http://example.org:8080/x", "http://a.example/"])
        #expect(list.rejected.isEmpty)
    }

    @Test func aBadLineIsNamedWithFileLineAndReason() throws {
        let list = self.list("http://a.example/\nhttp://[1\nmailto:me@example.org\n")
        #expect(list.urls.count == 1)
        #expect(list.rejected.map(\.line) == [2, 3])
        #expect(
            try #require(list.rejected.last).description
                == "seeds.txt, line 3: 'mailto:me@example.org' is not a URL to fetch: only http and https can be fetched"
        )
    }

    @Test(arguments: ["example.org", "localhost:8000", "127.0.0.1"])
    func aSeedWithoutASchemeIsHTTP(text: String) {
        var list = URLList()
        list.add(text)
        #expect(list.urls.map(\.href) == ["http://\(text)/"])
    }

    @Test func aHostileLineCannotFloodOrSteerTheTerminal() throws {
        let list = self.list("http://\u{1B}[2J" + String(repeating: "x", count: 100_000))
        let words = try #require(list.rejected.first).description
        #expect(words.utf8.count < 400 && !words.contains("\u{1B}"))
    }
}
