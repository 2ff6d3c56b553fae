internal import CZstd

/// zstd (RFC 8878), any number of frames, with windows of at most 8 MiB as RFC 9659 demands of what is sent.
final class ZstdDecoder: ContentDecoder {
    private static let windowBits: Int32 = 23

    private let context: OpaquePointer
    private let output = UnsafeMutableRawBufferPointer.allocate(byteCount: ContentCoding.pieceBytes, alignment: 16)
    private var isBetweenFrames = true

    init?() {
        guard let context = ZSTD_createDCtx() else { return nil }
        self.context = context
        ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Self.windowBits)
    }

    deinit {
        ZSTD_freeDCtx(self.context)
        self.output.deallocate()
    }

    var mayEnd: Bool { self.isBetweenFrames }

    func decode(_ input: UnsafeRawBufferPointer, _ sink: (UnsafeRawBufferPointer) -> Bool) -> String? {
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        while true {
            var target = ZSTD_outBuffer(dst: self.output.baseAddress, size: self.output.count, pos: 0)
            guard source.pos < source.size || !self.isBetweenFrames else { return nil }
            let left = ZSTD_decompressStream(self.context, &target, &source)
            guard ZSTD_isError(left) == 0 else { return "a broken zstd stream" }
            self.isBetweenFrames = left == 0
            if target.pos > 0, !sink(UnsafeRawBufferPointer(rebasing: self.output[..<target.pos])) { return nil }
            // A full output may hide more; else all input is used up.
            if source.pos == source.size, target.pos < target.size { return nil }
        }
    }
}
