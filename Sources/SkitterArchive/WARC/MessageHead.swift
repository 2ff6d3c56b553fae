package import SkitterCore

/// A first line and named fields, as records and HTTP messages begin, read as leniently as the common readers do.
///
/// Lines may end in LF alone, names are followed by white space, fields be folded; a line without a colon is passed over.
/// A line is UTF-8, or else ISO 8859-1.
package struct MessageHead: Sendable, Hashable {
    /// The first line without the white space at its end.
    package private(set) var firstLine = ""
    /// The fields, in order.
    package private(set) var fields = HTTPFields()
    /// How many bytes it has, with its empty line.
    package private(set) var length = 0
    /// True where it ends in an empty line, false where the bytes end before one.
    package private(set) var isComplete = false

    /// The head at the beginning of `bytes`.
    package init(_ bytes: [UInt8]) {
        var lines: [UInt8].SubSequence = bytes[...]
        var names: [(name: String, value: String)] = []
        var isFirst = true
        while !lines.isEmpty {
            let end = lines.firstIndex(of: 0x0A).map { $0 + 1 } ?? lines.endIndex
            let line = MessageHead.trimmedEnd(lines[..<end])
            self.length += end - lines.startIndex
            lines = lines[end...]
            if line.isEmpty {
                self.isComplete = true
                break
            }
            if isFirst {
                self.firstLine = MessageHead.text(line)
                isFirst = false
            } else if line.first == 0x20 || line.first == 0x09 {
                // The continuation of what has no colon goes with it.
                if let last = names.indices.last { names[last].value += MessageHead.text(line) }
            } else if let colon = line.firstIndex(of: 0x3A) {
                let name = MessageHead.trimmedEnd(line[..<colon])
                let value = line[(colon + 1)...].drop(while: MessageHead.isSpace)
                names.append((MessageHead.text(name), MessageHead.text(value)))
            }
        }
        self.fields = HTTPFields(names.map { HTTPFields.Field(name: $0.name, value: $0.value) })
    }

    /// What stands between the first space of a status line and the next one, as indexers take it: nil without a line,
    /// empty without a space.
    package var status: String? {
        if self.firstLine.isEmpty { return nil }
        guard let space = self.firstLine.utf8.firstIndex(of: 0x20) else { return "" }
        let rest = self.firstLine[space...].drop { $0 == " " || $0 == "\t" }
        return String(rest.prefix { $0 != " " })
    }

    /// The media type of `Content-Type` as indexers take it: up to the first `;` or white space; nil without the field.
    package var mediaType: String? {
        guard let value = self.fields["Content-Type"] else { return nil }
        let end = value.unicodeScalars.firstIndex {
            $0 == ";" || $0.properties.isWhitespace || (0x1C...0x1F) ~= $0.value
        }
        return String(value[..<(end ?? value.endIndex)])
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D) ~= byte || (0x1C...0x1F) ~= byte
    }

    private static func trimmedEnd(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line
        while let last = line.last, MessageHead.isSpace(last) { line.removeLast() }
        return line
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var scalars = String.UnicodeScalarView()
        for byte in bytes { scalars.append(Unicode.Scalar(byte)) }
        return String(scalars)
    }
}
