import FuzzPageSupport
import FuzzSupport
import SkitterCore
import SkitterHTML

/// A style sheet: scanned alone, and read as a document of its own.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCSS(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let bytes = input.remainder()
    var scanner = CSSLinkScanner()
    var end = 0
    while let found = scanner.next(in: bytes.span) {
        check(found.range.lowerBound >= end, "URLs come in order")
        check(found.range.upperBound <= bytes.count, "a URL lies in the sheet")
        end = found.range.upperBound
        check(found.hasEscapes, equals: bytes[found.range].contains(0x5C), "escapes are told")
        var text = bytes
        CSSLinkScanner.unescape(found.range, in: &text)
        check(Array(text[..<bytes.count]), equals: bytes, "unescaping appends")
        if !found.hasEscapes {
            check(text[bytes.count...].elementsEqual(bytes[found.range]), "without escapes nothing changes")
        }
        // An escape has two octets at least, and a scalar three at most.
        check(text.count - bytes.count <= 2 * found.range.count, "unescaping does not multiply")
    }
    let document = DocumentContext(url: "http://example.com/", contentType: "text/css")
    _ = PageProperties.extract(bytes, document, ExtractionOptions())
    return 0
}
