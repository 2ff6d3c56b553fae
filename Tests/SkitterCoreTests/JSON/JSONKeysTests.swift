import SkitterCore
import Testing

/// The short way to a key, which takes it by its bytes where they are expected, and the long one.
struct JSONKeysTests {
    private static let names = ["v", "id", "sixteen_bytes_ok", "url", "ms", "last"]
    private static let keys = JSONKeys(JSONKeysTests.names)

    /// The members of an object of numbers, or nil where it is none. A key that is not known is `?`.
    private static func members(_ bytes: [UInt8], in range: Range<Int>) -> [String]? {
        var reader = JSONReader(bytes, in: range)
        var members: [String] = []
        do throws(JSONError) {
            try reader.beginObject()
            while let match = try reader.nextKey(in: Self.keys) {
                let name = if case .known(let index) = match { Self.names[index] } else { "?" }
                members.append("\(name) \(try reader.integer())")
            }
            try reader.finish()
            return members
        } catch {
            return nil
        }
    }

    private static func members(_ text: String) -> [String]? {
        Self.members(Array(text.utf8), in: 0..<text.utf8.count)
    }

    @Test(
        arguments: [
            #"{"v":1,"id":2,"sixteen_bytes_ok":3,"url":4,"ms":5,"last":6}"#,
            #"{ "v" : 1 , "id":2, "sixteen_bytes_ok":3 ,"url" :4,"ms": 5,"last":6 }"#,
            #"{"\u0076":1,"i\u0064":2,"sixteen_bytes_ok":3,"url":4,"ms":5,"l\u0061st":6}"#,
        ])
    func spacesAndEscapesChangeNothing(text: String) {
        #expect(Self.members(text) == ["v 1", "id 2", "sixteen_bytes_ok 3", "url 4", "ms 5", "last 6"])
    }

    @Test func keysComeInAnyOrderAndMoreThanOnce() {
        #expect(
            Self.members(#"{"last":1,"v":2,"id":3,"url":4,"id":5,"unknown":6,"ms":7,"sixteen_bytes_ok!":8}"#)
                == ["last 1", "v 2", "id 3", "url 4", "id 5", "? 6", "ms 7", "? 8"])
    }

    @Test(
        arguments: [
            #"{"v":1"id":2}"#, #"{,"v":1}"#, #"{"v":1,}"#, #"{"v":1,,"id":2}"#, #"{"v"1}"#, #"{"v:1}"#, #"{v":1}"#,
            #"{"v":1,"id"}"#, #"{"v":1 "id":2}"#, #"{"v"::1}"#, #"["v":1]"#,
        ])
    func whatIsNoObjectIsNone(text: String) {
        #expect(Self.members(text) == nil)
        // The same before more bytes, where the short way has room to look ahead.
        let bytes = Array(text.utf8)
        #expect(Self.members(bytes + Array(repeating: 0x20, count: 64), in: 0..<(bytes.count + 64)) == nil)
    }

    /// Text behind the range belongs to another line: nothing there is read, whatever it is.
    @Test func nothingBehindTheTextIsRead() {
        let text = Array(#"{"v":1,"id":2,"sixteen_bytes_ok":3,"url":4,"ms":5,"last":6}"#.utf8)
        for end in 0..<text.count {
            #expect(Self.members(text, in: 0..<end) == nil, "\(end)")
            #expect(Self.members(text + text, in: 0..<end) == nil, "\(end)")
        }
        #expect(Self.members(text + text, in: text.count..<(2 * text.count))?.count == 6)
        #expect(Self.members(text + text, in: 0..<(2 * text.count)) == nil)
    }

    /// Strings are looked through eight bytes at a time: their end is found wherever it is.
    @Test(arguments: 0..<40)
    func theEndOfAStringIsFoundAtAnyPlace(length: Int) throws {
        for (ending, isString) in [
            ("\"", true), ("\\\"\"", true), ("\\\\\"", true), ("\u{1F}\"", false), ("\u{0}\"", false), ("", false),
        ] {
            for filler in ["x", "é", "\u{7F}", "!", "#", "[", "]", " ", "ÿ"] {
                let body = String(repeating: filler, count: length)
                for tail in ["", "          ", "\"\"\"\"\"\"\"\"\"\""] where tail.first != "\"" || !ending.isEmpty {
                    var reader = JSONReader(Array(("\"" + body + ending + tail).utf8))
                    let read = try? reader.string()
                    #expect((read != nil) == isString, "\(body)\(ending)")
                    if isString {
                        #expect(read == body + (ending == "\"" ? "" : String(ending.dropFirst().dropLast())))
                    }
                }
            }
        }
    }

    @Test func sixteenDigitsAreANumber() throws {
        func number(_ text: String) throws -> UInt64? {
            var reader = JSONReader(Array("\"\(text)\"".utf8))
            return try reader.hexadecimal16()
        }
        #expect(try number("00000000000000ff") == 255)
        #expect(try number("FFFFFFFFFFFFFFFF") == .max)
        #expect(try number("0123456789abcdef") == 0x0123_4567_89AB_CDEF)
        for text in [
            "", "0", "00000000000000fg", "+0000000000000ff", "000000000000000ff", "0000000000000 ff",
            "000000000000000é",
        ] {
            #expect(try number(text) == nil, "\(text)")
        }
    }
}
