/// The basic URL parser of the URL Standard, writing the serialisation straight into a buffer.
///
/// The standard's state machine visits components in the order in which they are serialised, so each state here is a
/// method that takes the position in the input and leaves its component in `out` and its offsets in `parts`.
/// Input is read once, from left to right; the machine never allocates except for the buffer, for hosts that are not
/// plain ASCII and for input that must be cleaned first.
struct URLParser: ~Copyable {
    var out: URLBuffer
    var parts = URLParts()

    /// Offsets are 32 bits wide; percent-escapes at most triple a text. Longer input is refused.
    static let maximumInputBytes = 1 << 29

    init(out: consuming URLBuffer) {
        self.out = out
    }

    /// Parses `input` against the URL whose href is `base`, when `baseParts` is given.
    /// - Parameter input: any bytes; what is no UTF-8 is read as U+FFFD (Encoding Standard, UTF-8 decode).
    mutating func parse(
        _ input: Span<UInt8>, base: Span<UInt8>, baseParts: URLParts?, query encoder: (any QueryEncoder)?
    ) throws(URLParseError) {
        guard input.count <= Self.maximumInputBytes, base.count <= Self.maximumInputBytes else {
            throw URLParseError(.tooLong)
        }
        self.out.removeAll()
        self.parts = URLParts()
        let range = URLInput.trimmed(input)
        let look = URLInput.look(input, range)
        if look.hasUnusualBytes, URLInput.needsCleaning(input, range) {
            let cleaned = URLInput.cleaned(input, range)
            try self.run(cleaned.span, 0..<cleaned.count, look, base: base, baseParts: baseParts, encoder)
        } else {
            try self.run(input, range, look, base: base, baseParts: baseParts, encoder)
        }
        guard self.out.count <= Int(Int32.max) else { throw URLParseError(.tooLong) }
    }

    /// Scheme start, scheme and no scheme states, on clean input.
    @inline(__always)
    private mutating func run(
        _ input: Span<UInt8>, _ range: Range<Int>, _ look: URLInput.Look, base: Span<UInt8>, baseParts: URLParts?,
        _ encoder: (any QueryEncoder)?
    ) throws(URLParseError) {
        let end = range.upperBound
        let input = input.extracting(0..<end)
        let schemeEnd = look.mayHaveColon ? URLInput.schemeEnd(input, from: range.lowerBound) : nil
        guard let colon = schemeEnd else {
            guard let baseParts else { throw URLParseError(.missingScheme) }
            try self.withoutScheme(input, from: range.lowerBound, base: base, baseParts, encoder)
            return
        }
        var index = range.lowerBound
        while index < colon {
            self.out.append(ASCII.lowercased(input[index]))
            index &+= 1
        }
        let scheme = self.out.withSpan { URLScheme($0) }
        self.out.append(0x3A)
        let rest = colon + 1
        switch scheme {
        case .file:
            let sameBase = baseParts?.scheme == .file ? baseParts : nil
            try self.file(input, from: rest, base: base, sameBase, encoder)
        case .other:
            self.parts.schemeEnd = UInt32(truncatingIfNeeded: colon - range.lowerBound)
            try self.afterOtherScheme(input, from: rest)
        case .http, .https, .ws, .wss, .ftp:
            // Special relative or authority state: `http:x` on an http base is relative.
            if let baseParts, baseParts.scheme == scheme, !Self.startsWithTwoSlashes(input, rest) {
                self.out.removeAll()
                try self.relative(input, from: rest, base: base, baseParts, encoder)
                return
            }
            self.parts.scheme = scheme
            self.parts.schemeEnd = UInt32(truncatingIfNeeded: colon - range.lowerBound)
            try self.specialAuthority(input, from: rest, encoder)
        }
    }

    /// No scheme state.
    private mutating func withoutScheme(
        _ input: Span<UInt8>, from start: Int, base: Span<UInt8>, _ baseParts: URLParts, _ encoder: (any QueryEncoder)?
    ) throws(URLParseError) {
        if baseParts.hasOpaquePath {
            guard start < input.count, input[start] == 0x23 else { throw URLParseError(.missingScheme) }
            self.takeBase(base, baseParts, to: Int(baseParts.fragmentStart))
            self.fragment(input, from: start)
        } else if baseParts.scheme == .file {
            self.out.append("file:")
            try self.file(input, from: start, base: base, baseParts, encoder)
        } else {
            try self.relative(input, from: start, base: base, baseParts, encoder)
        }
    }

    /// Path or authority state, and the begin of an opaque path.
    private mutating func afterOtherScheme(_ input: Span<UInt8>, from start: Int) throws(URLParseError) {
        if start < input.count, input[start] == 0x2F {
            if start + 1 < input.count, input[start + 1] == 0x2F {
                let next = try self.authority(input, from: start + 2)
                self.pathStart(input, from: next, nil)
            } else {
                self.withoutAuthority()
                let next = self.path(input, from: start + 1)
                self.afterPath(input, from: next, nil)
            }
        } else {
            self.withoutAuthority()
            self.parts.hasOpaquePath = true
            let next = self.opaquePath(input, from: start)
            self.afterPath(input, from: next, nil)
        }
    }

    /// Special authority slashes and special authority ignore slashes states.
    private mutating func specialAuthority(
        _ input: Span<UInt8>, from start: Int, _ encoder: (any QueryEncoder)?
    ) throws(URLParseError) {
        var index = start
        while index < input.count, Self.isSlash(input[index]) { index &+= 1 }
        let next = try self.authority(input, from: index)
        self.pathStart(input, from: next, encoder)
    }

    /// Relative and relative slash states.
    private mutating func relative(
        _ input: Span<UInt8>, from start: Int, base: Span<UInt8>, _ baseParts: URLParts, _ encoder: (any QueryEncoder)?
    ) throws(URLParseError) {
        let isSpecial = baseParts.scheme.isSpecial
        guard start < input.count else {
            self.takeBase(base, baseParts, to: Int(baseParts.fragmentStart))
            return
        }
        let first = input[start]
        if first == 0x2F || (isSpecial && first == 0x5C) {
            if start + 1 < input.count, input[start + 1] == 0x2F || (isSpecial && input[start + 1] == 0x5C) {
                self.parts.scheme = baseParts.scheme
                self.parts.schemeEnd = baseParts.schemeEnd
                self.out.append(base, from: 0, to: Int(baseParts.schemeEnd) + 1)
                if isSpecial {
                    try self.specialAuthority(input, from: start + 2, encoder)
                } else {
                    let next = try self.authority(input, from: start + 2)
                    self.pathStart(input, from: next, encoder)
                }
                return
            }
            self.takeAuthority(base, baseParts)
            let next = self.path(input, from: start + 1)
            self.afterPath(input, from: next, encoder)
            return
        }
        switch first {
        case 0x3F:
            self.takeBase(base, baseParts, to: Int(baseParts.queryStart))
            self.afterPath(input, from: start, encoder)
        case 0x23:
            self.takeBase(base, baseParts, to: Int(baseParts.fragmentStart))
            self.fragment(input, from: start)
        default:
            self.takeDirectory(base, baseParts)
            let next = self.path(input, from: start)
            self.afterPath(input, from: next, encoder)
        }
    }

    /// Path start state: the end of an authority.
    mutating func pathStart(_ input: Span<UInt8>, from start: Int, _ encoder: (any QueryEncoder)?) {
        var index = start
        if self.parts.scheme.isSpecial {
            if index < input.count, Self.isSlash(input[index]) { index += 1 }
            index = self.path(input, from: index)
        } else if index < input.count, input[index] == 0x2F {
            index = self.path(input, from: index + 1)
        }
        self.afterPath(input, from: index, encoder)
    }

    /// Copies the base up to `end`, which lies at or before its fragment; a query that lies behind `end` is dropped.
    mutating func takeBase(_ base: Span<UInt8>, _ baseParts: URLParts, to end: Int) {
        self.out.append(base, from: 0, to: end)
        self.parts = baseParts
        self.parts.fragmentStart = UInt32(truncatingIfNeeded: end)
        self.parts.queryStart = min(baseParts.queryStart, self.parts.fragmentStart)
    }

    /// Copies the base up to the last segment of its path (shortened as the path of no file URL is).
    @inline(__always)
    private mutating func takeDirectory(_ base: Span<UInt8>, _ baseParts: URLParts) {
        let start = Int(baseParts.pathStart)
        let end = base.lastSlash(from: start, to: Int(baseParts.queryStart)) ?? start
        if baseParts.hasAuthority {
            // Authority and path lie side by side.
            self.out.append(base, from: 0, to: end)
            self.parts = baseParts
        } else {
            self.takeAuthority(base, baseParts)
            self.out.append(base, from: start, to: end)
        }
    }

    /// Copies scheme, credentials, host and port of the base.
    @inline(__always)
    private mutating func takeAuthority(_ base: Span<UInt8>, _ baseParts: URLParts) {
        self.out.append(base, from: 0, to: baseParts.authorityEnd)
        self.parts = baseParts
        self.parts.pathStart = self.position
    }

    /// Records that there is no host, after the scheme and its colon were written.
    private mutating func withoutAuthority() {
        let position = self.position
        self.parts.usernameEnd = position
        self.parts.hostStart = position
        self.parts.hostEnd = position
        self.parts.pathStart = position
    }

    /// The offset of the next byte: at most four times `maximumInputBytes` and some, which 32 bits hold.
    @inline(__always)
    var position: UInt32 { UInt32(truncatingIfNeeded: self.out.count) }

    @inline(__always)
    static func isSlash(_ byte: UInt8) -> Bool { byte == 0x2F || byte == 0x5C }

    private static func startsWithTwoSlashes(_ input: Span<UInt8>, _ index: Int) -> Bool {
        index + 1 < input.count && input[index] == 0x2F && input[index + 1] == 0x2F
    }
}
