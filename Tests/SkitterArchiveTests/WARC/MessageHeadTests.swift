import SkitterArchive
import SkitterCore
import SkitterTesting
import Testing

struct MessageHeadTests {
    private static func head(_ text: String) -> MessageHead {
        MessageHead(Array(text.utf8))
    }

    @Test func aHeadEndsAtItsEmptyLine() {
        let head = Self.head("HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody: no\r\n")
        #expect(head.firstLine == "HTTP/1.1 200 OK")
        #expect(head.fields.fields == [HTTPFields.Field(name: "A", value: "b")])
        #expect(head.isComplete)
        #expect(head.length == 25)
    }

    @Test(arguments: ["", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nA: b\r\n", "HTTP/1.1 200 OK\r\nA: b\r\n\r"])
    func aHeadWithoutItsEmptyLineIsIncomplete(text: String) {
        #expect(!Self.head(text).isComplete)
        #expect(Self.head(text).length == text.utf8.count)
    }

    @Test func aFoldedValueGoesOnBehindItsField() {
        let head = Self.head("x\nA: b\n c\n\td\nnothing\n lost\nB:e\n\n")
        #expect(head.fields.fields.map(\.name) == ["A", "B"])
        #expect(head.fields.fields.map(\.value) == ["b c\td", "e"])
    }

    @Test func aLineThatIsNotUTF8IsLatin1() {
        let head = MessageHead(Array("x\r\nA: ".utf8) + [0xE9, 0x0D, 0x0A] + Array("B: \u{E9}\r\n\r\n".utf8))
        #expect(head.fields["a"] == "\u{E9}")
        #expect(head.fields["b"] == "\u{E9}")
    }

    @Test(
        arguments: [
            ("HTTP/1.1 200 OK\r\nA: b\r\n\r\n", "200"), ("HTTP/2 204 \r\n\r\n", "204"),
            ("HTTP/1.1   404\r\n\r\n", "404"),
            ("HTTP/1.1\r\nA: b\r\n\r\n", ""), ("HTTP/1.1\r\n\r\n", nil), ("\r\n\r\n", nil), ("", nil),
        ] as [(String, String?)])
    func theStatusIsWhatIndexersTake(text: String, status: String?) {
        #expect(Self.head(text).status == status)
    }

    @Test(arguments: [
        ("text/html; charset=utf-8", "text/html"), ("text/html charset", "text/html"), ("", ""), (";x", ""),
        ("Text/HTML", "Text/HTML"),
    ])
    func theMediaTypeIsWhatIndexersTake(value: String, type: String) {
        #expect(Self.head("HTTP/1.1 200\r\ncontent-type: \(value)\r\n\r\n").mediaType == type)
        #expect(Self.head("HTTP/1.1 200\r\nOther: \(value)\r\n\r\n").mediaType == nil)
    }

    @Test func aHeadOfManyLinesIsReadInTime() {
        let lines = String(repeating: "A: b\r\n c\r\n", count: 20_000)
        let head = Self.head("HTTP/1.1 200 OK\r\n" + lines + String(repeating: " d\r\n", count: 20_000) + "\r\n")
        #expect(head.fields.fields.count == 20_000)
        #expect(head.isComplete)
    }
}
