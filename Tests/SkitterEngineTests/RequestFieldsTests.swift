import SkitterCore
import SkitterEngine
import Testing

struct RequestFieldsTests {
    private func sent(to url: String) throws -> [String] {
        let fields = RequestFields(
            HTTPFields([.init(name: "X-Team", value: "all"), .init(name: "User-Agent", value: "Skitter")]),
            ofHosts: [
                "a.example": HTTPFields([.init(name: "x-team", value: "a"), .init(name: "x-team", value: "too")]),
                "*.example": HTTPFields([.init(name: "X-Team", value: "any"), .init(name: "Via", value: "b")]),
            ])
        return try fields.fields(for: CrawlURL(url)).fields.map { "\($0.name): \($0.value)" }
    }

    @Test func aHostHasFieldsInPlaceOfThoseOfAll() throws {
        #expect(
            try self.sent(to: "http://a.example:8080/x") == [
                "x-team: a", "x-team: too", "Via: b", "User-Agent: Skitter",
            ])
        #expect(try self.sent(to: "https://b.example/") == ["X-Team: any", "Via: b", "User-Agent: Skitter"])
        #expect(try self.sent(to: "https://example/") == ["X-Team: all", "User-Agent: Skitter"])
    }
}
