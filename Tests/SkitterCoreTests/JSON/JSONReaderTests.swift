import SkitterCore
import Testing

struct JSONReaderTests {
    private static func string(_ text: String) throws -> String {
        var reader = JSONReader(Array(text.utf8))
        let string = try reader.string()
        try reader.finish()
        return string
    }

    private static func skip(_ bytes: [UInt8]) throws {
        var reader = JSONReader(bytes)
        try reader.skip()
        try reader.finish()
    }

    @Test func whatWasWrittenIsReadBack() throws {
        var dice = StatsDice(seed: 11)
        for _ in 0..<2_000 {
            var scalars = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...20, using: &dice) {
                let limit: UInt32 = [0x20, 0x80, 0x100, 0x800, 0x10000, 0x110000].randomElement(using: &dice) ?? 0x80
                if let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &dice)) { scalars.append(scalar) }
            }
            let text = String(scalars)
            var writer = JSONWriter()
            writer.value(text)
            #expect(
                try Self.string(String(decoding: writer.bytes, as: UTF8.self)).unicodeScalars.elementsEqual(scalars))
            let number = Int64(truncatingIfNeeded: dice.next()) >> Int64.random(in: 0..<63, using: &dice)
            writer.removeAll()
            writer.fixed(number / 1_000, decimals: 3)
            var reader = JSONReader(writer.bytes)
            #expect(try reader.fixed(decimals: 3) == number / 1_000)
            writer.removeAll()
            writer.value(Int(number))
            reader = JSONReader(writer.bytes)
            #expect(try reader.integer() == Int(number))
        }
    }

    @Test(arguments: [
        (#""\u00e9\ud83d\ude00\/""#, "é\u{1F600}/"), (#""\u0041\n""#, "A\n"), (#" "a" "#, "a"),
        (#""\uD83D\uDE00""#, "\u{1F600}"),
    ])
    func escapesAreReplaced(json: String, text: String) throws {
        #expect(try Self.string(json) == text)
    }

    @Test(arguments: [
        #"{"a":1,}"#, #"[1,]"#, #"[,1]"#, #"{"a" 1}"#, #"{"a":}"#, #"{a:1}"#, #"["a" "b"]"#, "01", "-", "+1", "1.",
        ".5", "1e", "1e+", "nul",
        "nulll", "tru", #""a"#, #""\x""#, #""\u12g4""#, #""\ud800""#, #""\ud800\u0041""#, #""\udc00""#, #""\"#,
        "\"\n\"", "1 2", "{}}", "[", "{",
        "", " ", "NaN", "Infinity", "'a'", "[1}", "{\"a\":1]", "\u{FEFF}1",
    ])
    func whatIsNotJSONIsRefused(text: String) {
        #expect(throws: JSONError.self) { try Self.skip(Array(text.utf8)) }
    }

    @Test(arguments: [
        "0", "-0", "1.5e+10", "[]", "{}", "[[],{},\"\",null,true,false]", " { \"a\" : [ 1 , 2 ] } ", "\"\u{7F}\"",
    ])
    func whatIsJSONIsPassedOver(text: String) throws {
        try Self.skip(Array(text.utf8))
    }

    @Test func invalidUTF8IsRefused() {
        #expect(throws: JSONError.self) { try Self.skip([0x22, 0xC3, 0x22]) }
        #expect(throws: JSONError.self) { try Self.skip([0x22, 0xED, 0xA0, 0x80, 0x22]) }
        #expect(throws: JSONError.self) { try Self.skip([0x22, 0xFF, 0x5C, 0x6E, 0x22]) }
    }

    @Test func nestingIsBounded() throws {
        let deep = { (count: Int) in
            Array((String(repeating: "[", count: count) + String(repeating: "]", count: count)).utf8)
        }
        try Self.skip(deep(60))
        #expect(throws: JSONError.self) { try Self.skip(deep(65)) }
        #expect(throws: JSONError.self) { try Self.skip(deep(1_000_000)) }
    }

    @Test func numbersOutOfRangeAreRefused() throws {
        var reader = JSONReader(Array("9223372036854775808".utf8))
        #expect(throws: JSONError.self) { try reader.integer() }
        reader = JSONReader(Array("-9223372036854775808".utf8))
        #expect(try reader.integer() == .min)
        reader = JSONReader(Array("1.0".utf8))
        #expect(throws: JSONError.self) { try reader.integer() }
        reader = JSONReader(Array("1e3".utf8))
        #expect(throws: JSONError.self) { try reader.fixed(decimals: 3) }
        reader = JSONReader(Array("9223372036854775.807".utf8))
        #expect(try reader.fixed(decimals: 3) == .max)
        reader = JSONReader(Array("9223372036854775.808".utf8))
        #expect(throws: JSONError.self) { try reader.fixed(decimals: 3) }
        reader = JSONReader(Array("1.23456".utf8))
        #expect(try reader.fixed(decimals: 3) == 1_234)
        reader = JSONReader(Array("1e999".utf8))
        #expect(throws: JSONError.self) { try reader.double() }
        reader = JSONReader(Array("-2.5e1".utf8))
        #expect(try reader.double() == -25)
    }

    @Test func damagedTextNeverTraps() {
        var dice = StatsDice(seed: 12)
        let good = Array(#"{"a":[1,-2.5e3,{"b":"x\u00e9\ud83d\ude00"},null,true],"c":{"d":"\\\"","e":[]}}"#.utf8)
        var refused = 0
        for _ in 0..<20_000 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...4, using: &dice) {
                let place = Int.random(in: 0..<bytes.count, using: &dice)
                switch Int.random(in: 0..<3, using: &dice) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
                case 1: bytes.remove(at: place)
                default: bytes.insert(good[Int.random(in: 0..<good.count, using: &dice)], at: place)
                }
            }
            do { try Self.skip(bytes) } catch { refused += 1 }
        }
        #expect(refused > 10_000 && refused < 20_000)
    }

    @Test func errorsNameTheirPlace() {
        var reader = JSONReader(Array("xx{\"a\":?}".utf8), in: 2..<9)
        let error = #expect(throws: JSONError.self) {
            try reader.beginObject()
            _ = try reader.nextKey()
            _ = try reader.integer()
        }
        #expect(error?.description == "a number was expected at byte 6")
    }

    @Test(arguments: [
        (#""a\ud800b""#, "a\u{FFFD}b"), (#""\udc00""#, "\u{FFFD}"), (#""\ud800\ud83d\ude00""#, "\u{FFFD}\u{1F600}"),
        (#""\ud800\n""#, "\u{FFFD}\n"), (#""\ud800""#, "\u{FFFD}"),
    ])
    func aLoneSurrogateIsReplacedWhereThatIsAskedForAndAnErrorElsewhere(_ text: String, _ expected: String) throws {
        var reader = JSONReader(Array(text.utf8))
        #expect(throws: JSONError.self) { try reader.string() }
        reader = JSONReader(Array(text.utf8))
        reader.replacesLoneSurrogates = true
        #expect(try reader.string() == expected)
    }

    @Test func aValueThatIsPassedOverIsFoundAgainByItsPlace() throws {
        let text = #"{"a": [1, {"b":"]"}] , "c":2}"#
        var reader = JSONReader(Array(text.utf8))
        try reader.beginObject()
        #expect(try reader.nextKey() == "a")
        let range = try reader.skipped()
        #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == #"[1, {"b":"]"}]"#)
        #expect(try reader.nextKey() == "c")
    }
}
