import FuzzPageSupport
import FuzzSupport
import SkitterCore
import SkitterHTML

/// The value of a `Link`, `Refresh` or `Content-Type` field.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHeaders(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let bytes = input.remainder()
    checkRefresh(bytes)
    checkLinks(bytes)
    var document = DocumentContext(url: "http://example.com/a/")
    document.fields.append(name: "Link", value: String(decoding: bytes, as: UTF8.self))
    document.fields.append(name: "Refresh", value: String(decoding: bytes, as: UTF8.self))
    _ = PageProperties.extract([], document, ExtractionOptions())
    _ = EncodingDecision([], contentType: String(decoding: bytes, as: UTF8.self))
    return 0
}

private func checkRefresh(_ bytes: [UInt8]) {
    guard let refresh = MetaRefresh(bytes.span) else { return }
    check(0...1e9 ~= refresh.seconds, "a refresh waits some time")
    if let target = refresh.target {
        check(target.upperBound <= bytes.count, "a target lies in the value")
        let start = Array(bytes[..<target.lowerBound]) + [0x78]
        check(MetaRefresh(start.span)?.seconds, equals: refresh.seconds, "the time stands before the target")
    }
}

private func checkLinks(_ bytes: [UInt8]) {
    var parser = LinkHeaderParser()
    var end = 0
    while let found = parser.next(in: bytes.span) {
        check(found.target.lowerBound > end || end == 0, "links come in order")
        check(found.target.upperBound < bytes.count, "a target lies in the value")
        check(bytes[found.target.lowerBound - 1] == 0x3C && bytes[found.target.upperBound] == 0x3E, "in its brackets")
        check(!bytes[found.target].contains(0x3E), "and holds none that closes")
        end = found.target.upperBound
        guard let rel = found.rel else { continue }
        check(rel.lowerBound > end && rel.upperBound <= bytes.count, "a relation follows its target")
        end = rel.upperBound
    }
}
