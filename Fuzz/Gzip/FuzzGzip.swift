import FuzzSupport
import SkitterCompression

/// A gzip file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzGzip(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let file = input.remainder()
    let whole = Gzip.inflate(file, limitBytes: 1 << 20)
    check(whole.bytes.count <= 1 << 20, "no more than the limit comes out")
    for limit in [0, 1, 10, whole.bytes.count / 2] {
        let part = Gzip.inflate(file, limitBytes: limit)
        check(part.bytes, equals: Array(whole.bytes.prefix(limit)), "a limit gives the beginning")
        check(part.flaw != nil || part.bytes.count == whole.bytes.count, "what is missing is told")
    }
    check(whole.flaw == nil || whole.bytes.isEmpty || Gzip.isGzip(file), "only a gzip file gives anything")
    return 0
}
