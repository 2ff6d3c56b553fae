extension UnsafeRawBufferPointer {
    /// Without the CR LF or LF at the end.
    var withoutLineEnd: UnsafeRawBufferPointer {
        var end = self.count
        if end > 0, self[end - 1] == 0x0A { end -= 1 }
        if end > 0, self[end - 1] == 0x0D { end -= 1 }
        return UnsafeRawBufferPointer(rebasing: self[..<end])
    }

    /// Without spaces and tabs at both ends.
    var trimmed: UnsafeRawBufferPointer {
        var start = 0
        var end = self.count
        while start < end, self[start] == 0x20 || self[start] == 0x09 { start += 1 }
        while end > start, self[end - 1] == 0x20 || self[end - 1] == 0x09 { end -= 1 }
        return UnsafeRawBufferPointer(rebasing: self[start..<end])
    }

    /// As UTF-8 where it is that, else as Latin-1: nothing is lost (RFC 9110, section 5.5).
    var text: String {
        if let text = String(validating: self, as: UTF8.self) { return text }
        return String(String.UnicodeScalarView(self.map { Unicode.Scalar($0) }))
    }
}
