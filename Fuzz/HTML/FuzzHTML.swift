import FuzzPageSupport
import FuzzSupport
import SkitterCore
import SkitterHTML

/// One byte of options, and a page.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTML(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let choice = input.byte()
    var options = ExtractionOptions()
    options.forms = choice & 1 != 0
    options.styles = choice & 2 != 0
    if choice & 4 != 0 { options.maximumLinks = 2 }
    if choice & 8 != 0 { options.maximumAttributes = 3 }
    if choice & 64 != 0 { options.anchorTexts = true }
    if choice & 128 != 0 {
        options.maximumValueBytes = 20
        options.maximumAnchorTextBytes = 5
    }
    let types = ["text/html; charset=utf-8", "text/html", "text/html; charset=shift_jis", "text/html; charset=gbk"]
    let document = DocumentContext(url: "http://example.com/", contentType: types[Int(choice >> 4 & 3)])
    _ = PageProperties.extract(input.remainder(), document, options)
    return 0
}
