import FuzzSupport
import SkitterCore

/// Reads a text with all methods of the reader and writes what it said.
struct JSONCopy {
    private let bytes: [UInt8]
    private var reader: JSONReader
    private var writer: JSONWriter
    private let keys = JSONKeys(["a", "url", "status", "0123456789abcdef"])

    init(_ bytes: [UInt8], isIndented: Bool, replacesLoneSurrogates: Bool) {
        self.bytes = bytes
        self.reader = JSONReader(bytes)
        self.reader.replacesLoneSurrogates = replacesLoneSurrogates
        self.writer = JSONWriter(indented: isIndented)
    }

    /// Nil for what is no JSON text.
    mutating func run() -> [UInt8]? {
        do throws(JSONError) {
            try self.value()
            try self.reader.finish()
            return self.writer.bytes
        } catch {
            FuzzSupport.check(0...self.bytes.count ~= error.offset, "an error lies in the text")
            return nil
        }
    }

    /// The nesting is bounded because what is passed over is.
    private mutating func value() throws(JSONError) {
        var ahead = self.reader
        let range = try ahead.skipped()
        switch self.bytes[range.lowerBound] {
        case UInt8(ascii: "{"): try self.object()
        case UInt8(ascii: "["):
            try self.reader.beginArray()
            self.writer.beginArray()
            while try self.reader.nextElement() { try self.value() }
            self.writer.endArray()
        case UInt8(ascii: "\""): self.writer.value(try self.reader.string())
        case UInt8(ascii: "n"):
            FuzzSupport.check(try self.reader.null(), "null is null")
            self.writer.null()
        case UInt8(ascii: "t"), UInt8(ascii: "f"): self.writer.value(try self.reader.boolean())
        default: try self.number()
        }
    }

    private mutating func object() throws(JSONError) {
        var known = self.reader
        try self.reader.beginObject()
        try known.beginObject()
        self.writer.beginObject()
        while let key = try self.reader.nextKey() {
            // The search for known keys finds what comparing strings finds.
            let match = try known.nextKey(in: self.keys)
            let index = ["a", "url", "status", "0123456789abcdef"].firstIndex { $0.utf8.elementsEqual(key.utf8) }
            FuzzSupport.check(match, equals: index.map { .known($0) } ?? .unknown, "known keys are found")
            try known.skip()
            self.writer.key(text: key)
            try self.value()
        }
        self.writer.endObject()
    }

    /// A number that the writer cannot write is left out.
    private mutating func number() throws(JSONError) {
        var other = self.reader
        let integer = try? other.integer()
        other = self.reader
        let fixed = try? other.fixed(decimals: 3)
        other = self.reader
        let double = try? other.double()
        try self.reader.skip()
        if let integer, let fixed, integer.magnitude < 1 << 50 {
            FuzzSupport.check(fixed, equals: Int64(integer) * 1000, "a whole number is read alike")
            FuzzSupport.check(double, equals: Double(integer), "and as a double")
        }
        if let integer {
            self.writer.value(integer)
        } else if let fixed {
            self.writer.fixed(fixed, decimals: 3)
        } else {
            self.writer.null()
        }
    }
}
