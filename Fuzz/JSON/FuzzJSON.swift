import FuzzSupport
import SkitterCore

/// A JSON text, or a text that is written as one.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let bytes = input.remainder()
    checkWritten(String(decoding: bytes, as: UTF8.self))
    checkNumbers(bytes)
    for replaces in [false, true] {
        var reader = JSONReader(bytes)
        reader.replacesLoneSurrogates = replaces
        guard let range = wholeText(&reader) else {
            check(copy(bytes, isIndented: false, replaces) == nil, "what cannot be passed over cannot be read")
            continue
        }
        check(range.upperBound <= bytes.count, "a value lies in the text")
        guard let flat = copy(bytes, isIndented: false, replaces),
            let indented = copy(bytes, isIndented: true, replaces)
        else { fatalError("what can be passed over can be read") }
        check(copy(flat, isIndented: false), equals: flat, "what was written is read back")
        check(copy(indented, isIndented: false), equals: flat, "line breaks change nothing")
        if !replaces { check(copy(bytes, isIndented: false, true), equals: flat, "leniency changes no strict text") }
    }
    return 0
}

private func wholeText(_ reader: inout JSONReader) -> Range<Int>? {
    guard let range = try? reader.skipped(), (try? reader.finish()) != nil else { return nil }
    return range
}

private func copy(_ bytes: [UInt8], isIndented: Bool, _ replaces: Bool = false) -> [UInt8]? {
    var copy = JSONCopy(bytes, isIndented: isIndented, replacesLoneSurrogates: replaces)
    return copy.run()
}

private func checkWritten(_ text: String) {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key(text: text)
    writer.beginArray()
    writer.value(text)
    writer.endArray()
    writer.endObject()
    check(writer.bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "no control character is written raw")
    var reader = JSONReader(writer.bytes)
    do throws(JSONError) {
        try reader.beginObject()
        check(equal(try reader.nextKey(), text), "a key is read back")
        try reader.beginArray()
        check(try reader.nextElement(), "there is an element")
        check(equal(try reader.string(), text), "a string is read back")
        check(try !reader.nextElement(), "and no other")
        check(try reader.nextKey() == nil, "and no other key")
        try reader.finish()
    } catch {
        fatalError("what was written cannot be read: \(error)")
    }
}

/// Scalar by scalar: strings are equal when they only look the same.
private func equal(_ left: String?, _ right: String) -> Bool {
    left.map { $0.utf8.elementsEqual(right.utf8) } ?? false
}

private func checkNumbers(_ bytes: [UInt8]) {
    var value: Int64 = 0
    for byte in bytes.prefix(8) { value = value << 8 | Int64(byte) }
    for decimals in [0, 3, 9] {
        var writer = JSONWriter()
        writer.fixed(value, decimals: decimals)
        var reader = JSONReader(writer.bytes)
        // The least number has no positive counterpart.
        if value != .min { check(try? reader.fixed(decimals: decimals), equals: value, "a number is read back") }
    }
    var writer = JSONWriter()
    writer.value(Int(value))
    var reader = JSONReader(writer.bytes)
    check(try? reader.integer(), equals: Int(value), "an integer is read back")
    let double = Double(bitPattern: UInt64(bitPattern: value))
    writer.removeAll()
    writer.value(double, decimals: 6)
    reader = JSONReader(writer.bytes)
    check((try? reader.skip()) != nil, "any double is written as JSON")
}
