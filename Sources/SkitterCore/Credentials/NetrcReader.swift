/// Reads the words of a netrc file one after another, each byte once.
struct NetrcReader {
    private let bytes: [UInt8]
    private var index = 0
    /// The line of the last word, from 1.
    private(set) var line = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next word where a keyword is expected: comments are skipped.
    mutating func word() -> ArraySlice<UInt8>? {
        self.skipSpace()
        while self.index < self.bytes.count, self.bytes[self.index] == UInt8(ascii: "#") {
            while self.index < self.bytes.count, self.bytes[self.index] != UInt8(ascii: "\n") { self.index += 1 }
            self.skipSpace()
        }
        return self.index < self.bytes.count ? self.plainWord() : nil
    }

    /// The next word where the value of `keyword` is expected, in quotes or not.
    mutating func value(of keyword: StaticString) throws(CredentialsError) -> [UInt8] {
        self.skipSpace()
        guard self.index < self.bytes.count else {
            throw CredentialsError("netrc, line \(self.line): '\(keyword)' has no value")
        }
        if self.bytes[self.index] != UInt8(ascii: "\"") { return Array(self.plainWord()) }
        self.index += 1
        var value: [UInt8] = []
        while self.index < self.bytes.count, self.bytes[self.index] != UInt8(ascii: "\n") {
            var byte = self.bytes[self.index]
            self.index += 1
            if byte == UInt8(ascii: "\"") { return value }
            if byte == UInt8(ascii: "\\"), self.index < self.bytes.count {
                byte = self.bytes[self.index]
                self.index += 1
                switch byte {
                case UInt8(ascii: "n"): byte = 0x0A
                case UInt8(ascii: "r"): byte = 0x0D
                case UInt8(ascii: "t"): byte = 0x09
                default: break
                }
            }
            value.append(byte)
        }
        throw CredentialsError("netrc, line \(self.line): the quotes around the value of '\(keyword)' do not close")
    }

    /// Leaves out the lines of a macro: all up to the first empty one.
    mutating func skipMacro() {
        var isLineEmpty = false
        while self.index < self.bytes.count {
            let byte = self.bytes[self.index]
            self.index += 1
            if byte == UInt8(ascii: "\n") {
                self.line += 1
                if isLineEmpty { return }
                isLineEmpty = true
            } else if byte != UInt8(ascii: "\r") {
                isLineEmpty = false
            }
        }
    }

    private mutating func plainWord() -> ArraySlice<UInt8> {
        let start = self.index
        while self.index < self.bytes.count, !Octets.isSpace(self.bytes[self.index]) { self.index += 1 }
        return self.bytes[start..<self.index]
    }

    private mutating func skipSpace() {
        while self.index < self.bytes.count, Octets.isSpace(self.bytes[self.index]) {
            if self.bytes[self.index] == UInt8(ascii: "\n") { self.line += 1 }
            self.index += 1
        }
    }
}
