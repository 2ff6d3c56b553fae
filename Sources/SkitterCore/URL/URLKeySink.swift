/// Takes the bytes of a key as they are made: a buffer keeps them, a hash only digests them.
protocol URLKeySink: ~Copyable {
    mutating func append(_ byte: UInt8)
    mutating func append(_ bytes: Span<UInt8>, from start: Int, to end: Int)
}

extension URLBuffer: URLKeySink {}

extension SipHash: URLKeySink {
    mutating func append(_ byte: UInt8) { self.update(byte) }

    mutating func append(_ bytes: Span<UInt8>, from start: Int, to end: Int) {
        self.update(bytes.extracting(start..<end))
    }
}
