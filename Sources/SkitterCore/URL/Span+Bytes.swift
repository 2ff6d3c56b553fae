extension Span<UInt8> {
    /// Whether the bytes are those of `text`.
    func isEqual(to text: StaticString) -> Bool {
        guard self.count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { other in
            self.withUnsafeBufferPointer { $0.elementsEqual(other) }
        }
    }

    /// Whether both hold the same bytes.
    func isEqual(to other: Span<UInt8>) -> Bool {
        guard self.count == other.count else { return false }
        return self.withUnsafeBufferPointer { left in
            other.withUnsafeBufferPointer { left.elementsEqual($0) }
        }
    }
}
