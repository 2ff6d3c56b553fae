/// Bytes under construction. Begins in memory that is lent to it (a stack buffer) or in none, and moves to memory of
/// its own when it must grow; every write is checked against the capacity.
struct URLBuffer: ~Copyable {
    private var memory: UnsafeMutableBufferPointer<UInt8>
    /// Whether `memory` was allocated here and is freed in `deinit`.
    private var isOwner: Bool
    private(set) var count = 0

    /// An empty buffer that allocates on its first write.
    init() {
        self.memory = UnsafeMutableBufferPointer(start: nil, count: 0)
        self.isOwner = false
    }

    /// An empty buffer that writes to `scratch` as long as that suffices; `scratch` must outlive it.
    init(scratch: UnsafeMutableBufferPointer<UInt8>) {
        self.memory = scratch
        self.isOwner = false
    }

    deinit {
        if self.isOwner { self.memory.deallocate() }
    }

    @inline(never)
    private mutating func grow(toHold needed: Int) {
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(needed, self.memory.count * 2, 512))
        if let source = self.memory.baseAddress, let target = larger.baseAddress {
            target.update(from: source, count: self.count)
        }
        if self.isOwner { self.memory.deallocate() }
        self.memory = larger
        self.isOwner = true
    }

    @inline(__always)
    private mutating func reserve(_ more: Int) {
        let needed = self.count + more
        if needed > self.memory.count { self.grow(toHold: needed) }
    }

    /// Forgets the contents and keeps the memory.
    mutating func removeAll() {
        self.count = 0
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        self.reserve(1)
        self.memory[self.count] = byte
        self.count &+= 1
    }

    @inline(__always)
    mutating func append(_ bytes: Span<UInt8>) {
        self.append(bytes, from: 0, to: bytes.count)
    }

    @inline(__always)
    mutating func append(_ bytes: Span<UInt8>, from start: Int, to end: Int) {
        precondition(start >= 0 && start <= end && end <= bytes.count, "the range lies outside the source")
        let length = end - start
        guard length > 0 else { return }
        self.reserve(length)
        bytes.withUnsafeBufferPointer { source in
            // Both addresses exist: the source holds `length` > 0 bytes and so much was just reserved.
            guard let from = source.baseAddress, let to = self.memory.baseAddress else { return }
            (to + self.count).update(from: from + start, count: length)
        }
        self.count &+= length
    }

    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { for byte in $0 { self.append(byte) } }
    }

    /// Appends `%XX` with upper-case digits.
    mutating func appendPercentEncoded(_ byte: UInt8) {
        self.reserve(3)
        self.memory[self.count] = 0x25
        self.memory[self.count + 1] = ASCII.upperHexDigit(byte >> 4)
        self.memory[self.count + 2] = ASCII.upperHexDigit(byte & 15)
        self.count &+= 3
    }

    mutating func appendDecimal(_ number: UInt64) {
        if number >= 10 { self.appendDecimal(number / 10) }
        self.append(0x30 + UInt8(number % 10))
    }

    mutating func appendLowerHex(_ number: UInt16) {
        if number >= 16 { self.appendLowerHex(number >> 4) }
        self.append(ASCII.lowerHexDigit(UInt8(number & 15)))
    }

    /// Drops everything from `length` on.
    @inline(__always)
    mutating func truncate(to length: Int) {
        precondition(length >= 0 && length <= self.count, "a buffer can only be shortened")
        self.count = length
    }

    /// Moves the bytes from `position` on to the right and puts `bytes` there.
    mutating func insert(_ bytes: StaticString, at position: Int) {
        let length = bytes.utf8CodeUnitCount
        self.reserve(length)
        var index = self.count - 1
        while index >= position {
            self.memory[index + length] = self.memory[index]
            index -= 1
        }
        bytes.withUTF8Buffer { for offset in $0.indices { self.memory[position + offset] = $0[offset] } }
        self.count += length
    }

    /// The last position of `byte` at or after `start`.
    @inline(__always)
    func lastIndex(of byte: UInt8, from start: Int) -> Int? {
        var index = self.count
        while index > start {
            index &-= 1
            if self.memory[index] == byte { return index }
        }
        return nil
    }

    @inline(__always)
    subscript(index: Int) -> UInt8 {
        get {
            precondition(index >= 0 && index < self.count, "the index lies outside the buffer")
            return self.memory[index]
        }
        set {
            precondition(index >= 0 && index < self.count, "the index lies outside the buffer")
            self.memory[index] = newValue
        }
    }

    /// Reads the bytes written so far.
    @inline(__always)
    func withSpan<Result, Failure: Error>(_ body: (Span<UInt8>) throws(Failure) -> Result) throws(Failure) -> Result {
        try body(UnsafeBufferPointer(rebasing: self.memory[0..<self.count]).span)
    }

    /// The bytes written so far as a string, which are ASCII; one allocation when they exceed 15.
    @inline(__always)
    func makeString() -> String {
        self.makeString(upTo: self.count)
    }

    /// The first `end` of those bytes.
    @inline(__always)
    func makeString(upTo end: Int) -> String {
        // The parser and the key writer put nothing but ASCII here, so the bytes need no second look.
        let bytes = UnsafeBufferPointer(rebasing: self.memory[0..<min(end, self.count)])
        return String(copying: UTF8Span(unchecked: bytes.span, isKnownASCII: true))
    }
}
