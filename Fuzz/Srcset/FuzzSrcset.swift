import FuzzSupport
import SkitterHTML

/// A `srcset` value, against the steps of the HTML Standard as they stand there.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSrcset(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let bytes = input.remainder()
    var parser = SrcsetParser()
    var found: [Range<Int>] = []
    while let range = parser.next(in: bytes.span) {
        check(range.lowerBound >= (found.last?.upperBound ?? 0), "candidates come in order")
        check(range.upperBound <= bytes.count, "a candidate lies in the value")
        found.append(range)
    }
    check(found, equals: StandardSrcset(bytes).candidates(), "the candidates are the standard's")
    return 0
}
