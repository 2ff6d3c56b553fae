import SkitterCore

/// Raw bytes of a page to text: from the page's encoding to UTF-8, then character references. Nothing but what is asked
/// for is ever decoded.
struct ValueDecoder {
    /// ASCII-compatible.
    let encoding: TextEncoding

    /// Appends an attribute's value or the text of an element.
    @inline(__always)
    func append(
        _ range: Range<Int>, _ bytes: Span<UInt8>, _ place: CharacterReferences.Place, to text: inout [UInt8]
    ) {
        if Scan.isPlain(bytes, range) {
            Self.copy(range, bytes, to: &text)
        } else {
            self.decode(range, bytes, place, to: &text)
        }
    }

    @inline(never)
    private func decode(
        _ range: Range<Int>, _ bytes: Span<UInt8>, _ place: CharacterReferences.Place, to text: inout [UInt8]
    ) {
        let piece = bytes.extracting(range)
        let validity = UTF8Decoder.validity(of: piece, allowsCutEnd: false)
        if !validity.hasNonASCII || validity.isValid && self.encoding == .utf8 {
            CharacterReferences.append(bytes, range, place, to: &text)
            return
        }
        // A mark at the start of a value is a character like any other; the decoder would take it for the document's.
        var start = 0
        while self.encoding == .utf8, start + 3 <= piece.count, piece[start] == 0xEF, piece[start + 1] == 0xBB,
            piece[start + 2] == 0xBF
        {
            text.append(contentsOf: [0xEF, 0xBB, 0xBF])
            start += 3
        }
        let decoded = self.encoding.decodeToUTF8(piece.extracting(start..<piece.count))
        CharacterReferences.append(decoded.span, 0..<decoded.count, place, to: &text)
    }

    /// Gives text to the link that is open. `isRaw`: without references, as in a CDATA section.
    func append(_ range: Range<Int>, _ bytes: Span<UInt8>, isRaw: Bool, to builder: inout PageBuilder) {
        guard builder.wantsText else { return }
        let start = builder.textEnd
        if isRaw {
            self.appendRaw(range, bytes, to: &builder.page.text)
        } else {
            self.append(range, bytes, .text, to: &builder.page.text)
        }
        builder.text(from: start)
    }

    /// Appends text without references, as in `<style>`.
    func appendRaw(_ range: Range<Int>, _ bytes: Span<UInt8>, to text: inout [UInt8]) {
        let piece = bytes.extracting(range)
        let validity = UTF8Decoder.validity(of: piece, allowsCutEnd: false)
        if !validity.hasNonASCII || validity.isValid && self.encoding == .utf8 {
            Self.copy(range, bytes, to: &text)
        } else {
            text.append(contentsOf: self.encoding.decodeToUTF8(piece))
        }
    }

    @inline(__always)
    private static func copy(_ range: Range<Int>, _ bytes: Span<UInt8>, to text: inout [UInt8]) {
        bytes.extracting(range).withUnsafeBufferPointer { text.append(contentsOf: $0) }
    }
}
