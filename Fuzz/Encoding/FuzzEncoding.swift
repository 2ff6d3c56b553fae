import FuzzSupport
import SkitterHTML

/// A byte that names an encoding, a line that is a `Content-Type`, and a document.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzEncoding(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let encoding = TextEncoding.allCases[Int(input.byte()) % TextEncoding.allCases.count]
    let contentType = String(decoding: input.line(), as: UTF8.self)
    let document = input.remainder()
    checkDecision(document, contentType)
    checkDecoding(document, encoding)
    checkEncoding(encoding.decodeToUTF8(document), encoding)
    return 0
}

private func checkDecision(_ document: [UInt8], _ contentType: String) {
    let named = EncodingDecision(document, contentType: contentType)
    let unnamed = EncodingDecision(document)
    check(named.source == .header || named == unnamed, "a header that names no encoding changes nothing")
    check(unnamed.source != .header && unnamed.source != .parent, "nobody else named one")
    let child = EncodingDecision(document, parent: .koi8R)
    check(child == unnamed || child.encoding == .koi8R && child.source == .parent, "a parent fills a gap only")
    _ = TextEncoding(label: contentType)
}

private func checkDecoding(_ document: [UInt8], _ encoding: TextEncoding) {
    let text = encoding.decodeToUTF8(document)
    check((try? UTF8Span(validating: text.span)) != nil, "what was decoded is UTF-8")
    // One octet becomes U+FFFD at most; two may become U+00CA U+0304 in Big5.
    check(text.count <= 3 * document.count + 3, "decoding does not multiply")
    if encoding.isASCIICompatible, document.allSatisfy({ $0 < 0x80 }) {
        check(text, equals: document, "ASCII is itself")
    }
    switch encoding {
    case .utf8:
        let rest = document.starts(with: [0xEF, 0xBB, 0xBF]) ? document[3...] : document[...]
        check(text, equals: Array(String(decoding: rest, as: UTF8.self).utf8), "UTF-8 is decoded as the library does")
    case .utf16le, .utf16be:
        let high = encoding == .utf16be ? 0 : 1
        var units = stride(from: 0, to: document.count - 1, by: 2).map {
            UInt16(document[$0 + high]) << 8 | UInt16(document[$0 + 1 - high])
        }
        if units.first == 0xFEFF { units.removeFirst() }
        var expected = Array(String(decoding: units, as: UTF16.self).utf8)
        let endsInHalf = UTF16.isLeadSurrogate(units.last ?? 0)
        // An odd octet is an error; behind half a pair both are one.
        if document.count % 2 == 1, !endsInHalf { expected += [0xEF, 0xBF, 0xBD] }
        check(text, equals: expected, "UTF-16 is decoded as the library does")
    default: break
    }
}

/// Text in an encoding, from which nothing was replaced, decodes to itself.
private func checkEncoding(_ text: [UInt8], _ encoding: TextEncoding) {
    var encoded: [UInt8] = []
    encoding.encode(text.span, into: &encoded)
    guard encoding != .replacement, !contains(encoded, "%26%23") else { return }
    // No encoding's own BOM is part of a text.
    guard !text.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
    let again = encoding.outputEncoding.decodeToUTF8(encoded)
    var twice: [UInt8] = []
    encoding.encode(again.span, into: &twice)
    check(twice, equals: encoded, "what was encoded is encoded so again after decoding")
}

private func contains(_ bytes: [UInt8], _ text: String) -> Bool {
    let text = Array(text.utf8)
    return bytes.indices.contains { bytes[$0...].starts(with: text) }
}
