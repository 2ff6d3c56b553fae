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
        var found: [HTTPFields.Field] = []
        // What a folded line goes on with: nothing after a line without a colon.
        var isFoldable = false
        var isFirst = true
        while !lines.isEmpty {
            let end = lines.firstIndex(of: 0x0A).map { $0 + 1 } ?? lines.endIndex
            let hasEnd = lines[end - 1] == 0x0A
            let line = MessageHead.text(lines[..<end])
            self.length += end - lines.startIndex
            lines = lines[end...]
            if line.isEmpty {
                self.isComplete = hasEnd
                break
            }
            if isFirst {
                self.firstLine = String(line)
                isFirst = false
            } else if !found.isEmpty || isFoldable, line.utf8.first == 0x20 || line.utf8.first == 0x09 {
                if isFoldable, let last = found.indices.last { found[last].value += line }
            } else if let colon = line.utf8.firstIndex(of: 0x3A) {
                let value = line[line.index(after: colon)...].unicodeScalars.drop(while: MessageHead.isSpace)
                found.append(HTTPFields.Field(name: MessageHead.name(line[..<colon]), value: String(value)))
                isFoldable = true
            } else {
                isFoldable = false
            }
        }
        self.fields = HTTPFields(found)
    }

    /// True for a line that ends a head: of white space alone.
    static func isBlank(_ line: [UInt8]) -> Bool {
        // Nearly every line begins with what tells at once.
        if let first = line.first, (0x21...0x7E) ~= first { return false }
        return MessageHead.text(line[...]).isEmpty
    }

    /// What stands between the first space of a status line and the next one, as indexers take it: empty without a
    /// space, nil without anything that makes a head.
    package var status: String? {
        guard let space = self.firstLine.utf8.firstIndex(of: 0x20) else {
            // Of a first line alone they keep nothing.
            return self.firstLine.isEmpty || self.fields.fields.isEmpty ? nil : ""
        }
        let rest = self.firstLine[space...].unicodeScalars.drop(while: MessageHead.isSpace)
        return String(rest.prefix { $0 != " " })
    }

    /// The media type of `Content-Type` as indexers take it: up to the first `;` or white space; nil without the field.
    package var mediaType: String? {
        guard let value = self.fields["Content-Type"] else { return nil }
        return String(value.unicodeScalars.prefix { $0 != ";" && !MessageHead.isSpace($0) })
    }

    /// The white space of Unicode and the separators of ASCII, which the common readers trim.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x80
            ? scalar.value == 0x20 || (0x09...0x0D) ~= scalar.value || (0x1C...0x1F) ~= scalar.value
            : scalar.properties.isWhitespace
    }

    /// The text of a line without the white space at its end.
    private static func text(_ line: ArraySlice<UInt8>) -> Substring {
        var text = Substring(String(validating: line, as: UTF8.self) ?? MessageHead.latin1(line))
        while let last = text.unicodeScalars.last, MessageHead.isSpace(last) { text.unicodeScalars.removeLast() }
        return text
    }

    private static func latin1(_ bytes: ArraySlice<UInt8>) -> String {
        var scalars = String.UnicodeScalarView()
        for byte in bytes { scalars.append(Unicode.Scalar(byte)) }
        return String(scalars)
    }

    private static func name(_ text: Substring) -> String {
        var text = text
        while let last = text.utf8.last, last == 0x20 || last == 0x09 { text.unicodeScalars.removeLast() }
        return String(text)
    }
}
