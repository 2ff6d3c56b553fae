internal import CBrotli

/// br (RFC 7932). Its window, at most 16 MiB, is all the memory that a stream can make it take.
final class BrotliDecoder: ContentDecoder {
    private let state: OpaquePointer
    private let output = UnsafeMutableRawBufferPointer.allocate(byteCount: ContentCoding.pieceBytes, alignment: 16)
    private var hasInput = false
    private var isAtEnd = false

    init?() {
        guard let state = BrotliDecoderCreateInstance(nil, nil, nil) else { return nil }
        self.state = state
    }

    deinit {
        BrotliDecoderDestroyInstance(self.state)
        self.output.deallocate()
    }

    var mayEnd: Bool { self.isAtEnd || !self.hasInput }

    func decode(_ input: UnsafeRawBufferPointer, _ sink: (UnsafeRawBufferPointer) -> Bool) -> String? {
        guard !input.isEmpty, !self.isAtEnd else { return nil }
        self.hasInput = true
        var available = input.count
        var next = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        while true {
            var room = self.output.count
            var target = self.output.baseAddress?.assumingMemoryBound(to: UInt8.self)
            let result = BrotliDecoderDecompressStream(self.state, &available, &next, &room, &target, nil)
            let count = self.output.count - room
            if count > 0, !sink(UnsafeRawBufferPointer(rebasing: self.output[..<count])) { return nil }
            switch result {
            case BROTLI_DECODER_RESULT_SUCCESS:
                self.isAtEnd = true
                return nil
            case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT: return nil
            case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: continue
            default: return "a broken br stream"
            }
        }
    }
}
