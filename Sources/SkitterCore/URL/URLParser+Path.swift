extension URLParser {
    /// Path state: writes `/` and a segment, once or more often, and answers where the path ends in the input.
    /// What `out` holds from `parts.pathStart` on is the path so far.
    mutating func path(_ input: Span<UInt8>, from start: Int) -> Int {
        let stop: ByteSet = self.parts.scheme.isSpecial ? .specialPathStop : .pathStop
        let end = input.count
        var index = start
        while true {
            let segment = index
            let written = self.out.count
            self.out.append(0x2F)
            index = self.segment(input, from: index, stop: stop)
            let isLast = index >= end || (input[index] != 0x2F && input[index] != 0x5C)
            switch Self.dots(input, segment, index) {
            case 0 where self.parts.scheme == .file && written == Int(self.parts.pathStart):
                self.normaliseDriveLetter(from: written)
            case 0:
                break
            case 1:
                self.out.truncate(to: isLast ? written + 1 : written)
            default:
                self.out.truncate(to: written)
                self.shortenPath()
                if isLast { self.out.append(0x2F) }
            }
            if isLast { break }
            index &+= 1
        }
        self.separateFromAuthority()
        return index
    }

    /// Copies a segment up to a byte that ends it, escaping what must be escaped.
    @inline(__always)
    private mutating func segment(_ input: Span<UInt8>, from start: Int, stop: ByteSet) -> Int {
        let end = input.count
        var index = start
        while true {
            let run = index
            index = Self.skip(input, from: index, until: stop)
            self.out.append(input, from: run, to: index)
            guard index < end else { return index }
            let byte = input[index]
            switch byte {
            case 0x2F, 0x3F, 0x23, 0x5C: return index
            default: self.out.appendPercentEncoded(byte)
            }
            index &+= 1
        }
    }

    /// The first position from `start` on whose byte is in `stop`, or the end.
    @inline(__always)
    static func skip(_ input: Span<UInt8>, from start: Int, until stop: ByteSet) -> Int {
        stop.firstIndex(in: input, from: start, to: input.count)
    }

    /// 1 for a single-dot segment, 2 for a double-dot segment, else 0; `%2e` counts as a dot.
    @inline(__always)
    private static func dots(_ input: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        guard start < end, input[start] == 0x2E || input[start] == 0x25, end - start <= 6 else { return 0 }
        return Self.escapedDots(input, start, end)
    }

    private static func escapedDots(_ input: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        var dots = 0
        while index < end {
            if input[index] == 0x2E {
                index += 1
            } else if end - index >= 3, input[index] == 0x25, input[index + 1] == 0x32, input[index + 2] | 0x20 == 0x65
            {
                index += 3
            } else {
                return 0
            }
            dots += 1
        }
        return dots <= 2 ? dots : 0
    }

    /// Shortens the path (URL Standard, "shorten a url's path"): a file URL keeps its drive letter.
    @inline(__always)
    mutating func shortenPath() {
        let start = Int(self.parts.pathStart)
        if self.parts.scheme == .file, self.out.count == start + 3, self.hasDriveLetter(at: start) { return }
        if let slash = self.out.lastIndex(of: 0x2F, from: start) { self.out.truncate(to: slash) }
    }

    /// Whether `out` holds `/X:` at `start`, X a letter.
    func hasDriveLetter(at start: Int) -> Bool {
        start + 3 <= self.out.count && ASCII.isLetter(self.out[start + 1]) && self.out[start + 2] == 0x3A
    }

    /// Turns a first segment of `X|` into `X:`.
    private mutating func normaliseDriveLetter(from start: Int) {
        guard self.out.count == start + 3, ASCII.isLetter(self.out[start + 1]), self.out[start + 2] == 0x7C else {
            return
        }
        self.out[start + 2] = 0x3A
    }

    /// Puts `/.` before a path of `//…` when there is no host (URL Standard, URL serializer, step 3).
    @inline(__always)
    private mutating func separateFromAuthority() {
        guard !self.parts.hasAuthority else { return }
        let start = Int(self.parts.pathStart)
        guard self.out.count >= start + 2, self.out[start] == 0x2F, self.out[start + 1] == 0x2F else { return }
        self.out.insert("/.", at: start)
        self.parts.pathStart += 2
    }

    /// Opaque path state.
    mutating func opaquePath(_ input: Span<UInt8>, from start: Int) -> Int {
        let end = Self.skip(input, from: start, until: .opaquePathEnd)
        self.appendEncoded(input, from: start, to: end, set: .controls)
        // A space before `?` or `#` is escaped, so that dropping those does not leave a trailing space.
        if end > start, end < input.count, input[end - 1] == 0x20 {
            self.out.truncate(to: self.out.count - 1)
            self.out.appendPercentEncoded(0x20)
        }
        return end
    }

    /// UTF-8 percent-encodes `start..<end` with a percent-encode set.
    @inline(__always)
    mutating func appendEncoded(_ input: Span<UInt8>, from start: Int, to end: Int, set: ByteSet) {
        let input = input.extracting(0..<end)
        var index = start
        while true {
            let run = index
            index = Self.skip(input, from: index, until: set)
            self.out.append(input, from: run, to: index)
            guard index < end else { return }
            self.out.appendPercentEncoded(input[index])
            index &+= 1
        }
    }

    /// What follows a path: query state and fragment state. `start` is at a `?`, at a `#` or at the end.
    @inline(__always)
    mutating func afterPath(_ input: Span<UInt8>, from start: Int, _ encoder: (any QueryEncoder)?) {
        self.parts.queryStart = self.position
        self.parts.fragmentStart = self.parts.queryStart
        guard start < input.count else { return }
        var index = start
        if input[index] == 0x3F {
            index = self.query(input, from: index, encoder)
            self.parts.fragmentStart = self.position
        }
        if index < input.count { self.fragment(input, from: index) }
    }

    /// Query state; `start` is at the `?`.
    private mutating func query(_ input: Span<UInt8>, from start: Int, _ encoder: (any QueryEncoder)?) -> Int {
        self.out.append(0x3F)
        let end = Self.skip(input, from: start + 1, until: .fragmentMark)
        let set: ByteSet = self.parts.scheme.isSpecial ? .specialQueryEncode : .queryEncode
        if let encoder, self.parts.scheme.encodesQueryInDocumentCharset {
            var encoded: [UInt8] = []
            encoder.encode(input.extracting(start + 1..<end), into: &encoded)
            self.appendEncoded(encoded.span, from: 0, to: encoded.count, set: set)
        } else {
            self.appendEncoded(input, from: start + 1, to: end, set: set)
        }
        return end
    }

    /// Fragment state; `start` is at the `#`, and `parts.fragmentStart` is the next byte of `out`.
    mutating func fragment(_ input: Span<UInt8>, from start: Int) {
        self.out.append(0x23)
        self.appendEncoded(input, from: start + 1, to: input.count, set: .fragmentEncode)
    }
}
