import FuzzPageSupport
import FuzzSupport
import SkitterCore
import SkitterHTML

/// One byte of options, and an XHTML page, an SVG image or a feed.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzXML(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let choice = input.byte()
    var options = ExtractionOptions()
    options.styles = choice & 1 != 0
    if choice & 2 != 0 { options.maximumLinks = 2 }
    if choice & 4 != 0 { options.maximumAttributes = 3 }
    options.anchorTexts = choice & 8 != 0
    let types = [
        "application/xhtml+xml", "application/rss+xml; charset=utf-8", "text/xml; charset=utf-16le",
        "application/atom+xml; charset=windows-1251",
    ]
    let document = DocumentContext(url: "http://example.com/", contentType: types[Int(choice >> 4 & 3)])
    _ = PageProperties.extract(input.remainder(), document, options)
    return 0
}
