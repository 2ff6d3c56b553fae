/// The way of a body from the wire to the record: framing off, codings off, within its limits.
struct BodyReader {
    /// Why the rest of a body is not read.
    enum Stop: Equatable {
        /// It is longer than the limit.
        case length
        /// It expands beyond any honest page.
        case ratio
        /// It is broken.
        case flaw(String)
    }

    /// What has come, decoded.
    private(set) var bytes: [UInt8] = []
    /// What has come before decoding, where it is kept and differs.
    private(set) var coded: [UInt8]?
    /// Whether what comes is kept before decoding too.
    var keepsCoded = false
    /// Bytes of body on the wire, without the framing of chunks.
    private(set) var wireBytes = 0

    /// More than this is not kept.
    var limitBytes: Int
    private let limits: ResponseLimits
    private var chunks: ChunkReader?
    /// In the order in which they are undone.
    private var decoders: [any ContentDecoder]
    private var stop: Stop?

    /// A coded body may be so much longer than the limit of what it decodes to: no honest coding adds more.
    private static let codedSlackBytes = 64 * 1024
    /// At most this is reserved on the word of a server.
    private static let reserveLimitBytes = 1 << 20

    init(limitBytes: Int, _ limits: ResponseLimits) {
        self.limitBytes = max(0, limitBytes)
        self.limits = limits
        self.decoders = []
    }

    /// The head is known. A coding that nobody understands, or nil.
    mutating func headEnded(_ head: ResponseHead) -> Stop? {
        self.chunks = head.isChunked ? ChunkReader() : nil
        for coding in head.codings.reversed() {
            guard let decoder = ContentCoding.decoder(for: coding) else {
                return .flaw("the content coding '\(coding.prefix(40))' is not understood")
            }
            self.decoders.append(decoder)
        }
        if self.keepsCoded, !self.decoders.isEmpty { self.coded = [] }
        if self.decoders.isEmpty, let length = head.contentLength {
            self.bytes.reserveCapacity(min(length, self.limitBytes, Self.reserveLimitBytes))
        }
        return nil
    }

    /// Bytes came from libcurl.
    mutating func received(_ input: UnsafeRawBufferPointer) -> Stop? {
        guard var chunks = self.chunks else {
            self.data(input)
            return self.stop
        }
        let flaw = chunks.received(input) { piece in
            self.data(piece)
            return self.stop == nil
        }
        self.chunks = chunks
        return self.stop ?? flaw.map { .flaw($0) }
    }

    /// No more bytes come although nothing went wrong. What is wrong nevertheless, or nil.
    mutating func ended() -> Stop? {
        if let chunks, !chunks.isAtEnd { return .flaw("the last chunk is missing") }
        return self.decoders.allSatisfy(\.mayEnd) ? nil : .flaw("the coded body ends before its end")
    }

    /// The body is handed out, with its memory.
    mutating func take() -> [UInt8] {
        var bytes: [UInt8] = []
        swap(&bytes, &self.bytes)
        return bytes
    }

    private mutating func data(_ input: UnsafeRawBufferPointer) {
        self.wireBytes += input.count
        if self.decoders.isEmpty {
            self.append(input)
        } else if self.wireBytes - Self.codedSlackBytes > self.limitBytes {
            // Without this a stream could go on for ever that decodes to nothing.
            self.stop = .length
        } else {
            self.coded?.append(contentsOf: input)
            self.decode(input)
        }
    }

    private mutating func decode(_ input: UnsafeRawBufferPointer) {
        if let flaw = self.decode(input, 0), self.stop == nil {
            self.stop = .flaw(flaw)
        }
    }

    /// At most three decoders deep.
    private mutating func decode(_ input: UnsafeRawBufferPointer, _ index: Int) -> String? {
        let decoder = self.decoders[index]
        var inner: String?
        let flaw = decoder.decode(input) { piece in
            if index + 1 < self.decoders.count {
                inner = self.decode(piece, index + 1)
            } else {
                self.append(piece)
            }
            return inner == nil && self.stop == nil
        }
        return flaw ?? inner
    }

    private mutating func append(_ input: UnsafeRawBufferPointer) {
        let room = self.limitBytes - self.bytes.count
        if input.count > room {
            self.bytes.append(contentsOf: input.prefix(room))
            self.stop = .length
            return
        }
        self.bytes.append(contentsOf: input)
        if self.bytes.count > self.limits.ratioFromBytes, self.bytes.count / self.limits.ratio > self.wireBytes {
            self.stop = .ratio
        }
    }
}
