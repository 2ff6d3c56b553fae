import FuzzSupport
import SkitterCore
import SkitterHTML

/// One byte of options, and a page; against the standard's tokenizer and tree as the tests have them, step by step.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOracle(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let choice = input.byte()
    let body = input.remainder()
    var options = ExtractionOptions()
    options.forms = choice & 1 != 0
    options.anchorTexts = choice & 2 != 0
    let type = choice & 4 != 0 ? "text/html" : "text/html; charset=utf-8"
    let document = DocumentContext(url: "http://example.com/", contentType: type)
    let expected = OracleExtractor(options: options).extract(body, document)
    check(
        TokenizerExtractor(options: options).extract(body, document).findings, equals: expected.findings,
        "the tokenizer finds what the standard's parser finds")
    check(
        LibXML2Extractor(options: options).extract(body, document).findings, equals: expected.findings,
        "libxml2 finds what the standard's parser finds")
    return 0
}
