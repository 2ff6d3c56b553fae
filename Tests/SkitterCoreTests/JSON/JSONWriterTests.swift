import SkitterCore
import Testing

struct JSONWriterTests {
    private static func text(indented: Bool = false, _ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter(indented: indented)
        write(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func commasStandBetweenMembersAndElementsOnly() {
        let text = Self.text { writer in
            writer.beginObject()
            writer.key("a")
            writer.beginArray()
            writer.endArray()
            writer.key("b")
            writer.beginArray()
            writer.value(1)
            writer.beginObject()
            writer.endObject()
            writer.null()
            writer.value(true)
            writer.endArray()
            writer.key(text: "c d")
            writer.value("x")
            writer.endObject()
            writer.newline()
            writer.value(false)
        }
        #expect(text == "{\"a\":[],\"b\":[1,{},null,true],\"c d\":\"x\"}\nfalse")
    }

    @Test func indentedTextIsTheSameJSONOnMoreLines() {
        let text = Self.text(indented: true) { writer in
            writer.beginObject()
            writer.key("a")
            writer.value("x ")
            writer.key("b")
            writer.beginArray()
            writer.value(1)
            writer.value(2)
            writer.endArray()
            writer.key("c")
            writer.beginObject()
            writer.endObject()
            writer.endObject()
        }
        #expect(text == "{\n  \"a\": \"x \",\n  \"b\": [\n    1,\n    2\n  ],\n  \"c\": {}\n}")
    }

    @Test(arguments: [
        ("", "\"\""), ("plain", "\"plain\""), ("a\"b\\c/", "\"a\\\"b\\\\c/\""), ("\u{0}\u{1F}", "\"\\u0000\\u001f\""),
        ("\u{8}\t\n\u{C}\r", "\"\\b\\t\\n\\f\\r\""), ("\u{7F}", "\"\\u007f\""),
        ("\u{80}é\u{9F}\u{A0}", "\"\\u0080é\\u009f\u{A0}\""),
        ("日本\u{1F600}", "\"日本\u{1F600}\""), ("\u{2028}", "\"\u{2028}\""),
    ])
    func stringsAreEscapedWhereTheyMustBe(string: String, json: String) {
        #expect(Self.text { $0.value(string) } == json)
    }

    @Test func numbersAreWrittenInFull() {
        #expect(Self.text { $0.value(Int.min) } == "-9223372036854775808")
        #expect(Self.text { $0.value(Int.max) } == "9223372036854775807")
        #expect(Self.text { $0.fixed(12_345, decimals: 3) } == "12.345")
        #expect(Self.text { $0.fixed(-5, decimals: 3) } == "-0.005")
        #expect(Self.text { $0.fixed(.min, decimals: 0) } == "-9223372036854775808")
        #expect(Self.text { $0.value(2.0 / 3, decimals: 3) } == "0.667")
        #expect(Self.text { $0.value(9e15, decimals: 9) } == "9000000000000000")
        #expect(Self.text { $0.value(.nan, decimals: 1) } == "null")
        #expect(Self.text { $0.value(.infinity, decimals: 1) } == "null")
        #expect(Self.text { $0.hexadecimal(0xBEEF) } == "\"000000000000beef\"")
        #expect(Self.text { $0.time(0) } == "\"1970-01-01T00:00:00.000000Z\"")
    }
}
