/// What the attributes of one `<meta>` say about the encoding of its document.
struct MetaDeclaration {
    private enum Need {
        /// A `charset` attribute spoke; nothing else is needed.
        case nothing
        /// A `content` attribute spoke, which counts with `http-equiv=content-type` only.
        case pragma
    }

    private var sawHTTPEquiv = false
    private var sawContent = false
    private var sawCharset = false
    private var gotPragma = false
    private var need: Need?
    private var charset: TextEncoding?

    /// Takes the next attribute, its name and value in lower case; of two with one name the first counts.
    mutating func read(name: [UInt8], value: [UInt8]) {
        if name.elementsEqual("http-equiv".utf8), !self.sawHTTPEquiv {
            self.sawHTTPEquiv = true
            self.gotPragma = value.elementsEqual("content-type".utf8)
        } else if name.elementsEqual("content".utf8), !self.sawContent {
            self.sawContent = true
            if self.need == nil, let encoding = Self.encoding(inContent: value[...]) {
                self.charset = encoding
                self.need = .pragma
            }
        } else if name.elementsEqual("charset".utf8), !self.sawCharset {
            self.sawCharset = true
            self.charset = TextEncoding(label: value[...])
            self.need = .nothing
        }
    }

    /// The declared encoding. A document that could be read so far is neither in UTF-16 nor in a private encoding.
    var encoding: TextEncoding? {
        guard let need = self.need, need == .nothing || self.gotPragma else { return nil }
        switch self.charset {
        case .utf16be, .utf16le: return .utf8
        case .xUserDefined: return .windows1252
        default: return self.charset
        }
    }

    /// "Extract a character encoding from a meta element", on lower-case octets.
    private static func encoding(inContent content: ArraySlice<UInt8>) -> TextEncoding? {
        var rest = content
        let word = Array("charset".utf8)
        while let start = rest.indices.first(where: { rest[$0...].starts(with: word) }) {
            rest = rest[(start + word.count)...].drop(while: HTMLOctets.isSpace)
            guard rest.first == UInt8(ascii: "=") else { continue }
            rest = rest.dropFirst().drop(while: HTMLOctets.isSpace)
            guard let quote = rest.first else { return nil }
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
                return TextEncoding(label: rest.prefix { !HTMLOctets.isSpace($0) && $0 != UInt8(ascii: ";") })
            }
            let label = rest.dropFirst().prefix { $0 != quote }
            return label.endIndex < rest.endIndex ? TextEncoding(label: label) : nil
        }
        return nil
    }
}
