extension URLParser {
    /// File and file slash states; `out` holds `file:`. `base` counts when `baseParts` is given (a file URL).
    mutating func file(
        _ input: Span<UInt8>, from start: Int, base: Span<UInt8>, _ baseParts: URLParts?, _ encoder: (any QueryEncoder)?
    ) throws(URLParseError) {
        self.parts.scheme = .file
        self.parts.schemeEnd = 4
        self.parts.hasAuthority = true
        if start < input.count, Self.isSlash(input[start]) {
            if start + 1 < input.count, Self.isSlash(input[start + 1]) {
                try self.fileHost(input, from: start + 2, encoder)
                return
            }
            self.fileAuthority(base, baseParts)
            if let baseParts, !Self.startsWithDriveLetter(input, start + 1) {
                self.takeDriveLetter(base, baseParts)
            }
            let next = self.path(input, from: start + 1)
            self.afterPath(input, from: next, encoder)
            return
        }
        guard let baseParts else {
            self.fileAuthority(base, nil)
            let next = self.path(input, from: start)
            self.afterPath(input, from: next, encoder)
            return
        }
        try self.fileRelative(input, from: start, base: base, baseParts, encoder)
    }

    /// File state, the branch for a file base.
    private mutating func fileRelative(
        _ input: Span<UInt8>, from start: Int, base: Span<UInt8>, _ baseParts: URLParts, _ encoder: (any QueryEncoder)?
    ) throws(URLParseError) {
        self.out.removeAll()
        guard start < input.count, input[start] != 0x23 else {
            self.takeBase(base, baseParts, to: Int(baseParts.fragmentStart))
            if start < input.count { self.fragment(input, from: start) }
            return
        }
        if input[start] == 0x3F {
            self.takeBase(base, baseParts, to: Int(baseParts.queryStart))
            self.afterPath(input, from: start, encoder)
            return
        }
        self.out.append("file:")
        self.fileAuthority(base, baseParts)
        if !Self.startsWithDriveLetter(input, start) {
            self.out.append(base, from: Int(baseParts.pathStart), to: Int(baseParts.queryStart))
            self.shortenPath()
        }
        let next = self.path(input, from: start)
        self.afterPath(input, from: next, encoder)
    }

    /// File host state.
    private mutating func fileHost(
        _ input: Span<UInt8>, from start: Int, _ encoder: (any QueryEncoder)?
    ) throws(URLParseError) {
        let end = Self.skip(input, from: start, until: .specialAuthorityEnd)
        if end == start + 2, Self.startsWithDriveLetter(input, start) {
            // `file://C:/x`: the drive is no host but the first segment.
            self.fileAuthority(input, nil)
            let next = self.path(input, from: start)
            self.afterPath(input, from: next, encoder)
            return
        }
        self.fileAuthority(input, nil)
        if end > start {
            let hostStart = self.out.count
            try self.appendHost(input, from: start, to: end, isOpaque: false)
            if self.out.withSpan({ $0.extracting(hostStart..<$0.count).isEqual(to: "localhost") }) {
                self.out.truncate(to: hostStart)
            }
            self.parts.hostEnd = self.position
            self.parts.pathStart = self.position
        }
        self.pathStart(input, from: end, encoder)
    }

    /// Writes `//` and the host of the base, or an empty one.
    private mutating func fileAuthority(_ base: Span<UInt8>, _ baseParts: URLParts?) {
        self.out.append("//")
        self.parts.usernameEnd = self.position
        self.parts.hostStart = self.position
        if let baseParts {
            self.out.append(base, from: Int(baseParts.hostStart), to: Int(baseParts.hostEnd))
        }
        self.parts.hostEnd = self.position
        self.parts.pathStart = self.position
    }

    /// Copies the base's drive letter as the first segment, if it has one.
    private mutating func takeDriveLetter(_ base: Span<UInt8>, _ baseParts: URLParts) {
        let start = Int(baseParts.pathStart)
        let end = Int(baseParts.queryStart)
        guard end >= start + 3, ASCII.isLetter(base[start + 1]), base[start + 2] == 0x3A,
            end == start + 3 || base[start + 3] == 0x2F
        else { return }
        self.out.append(base, from: start, to: start + 3)
    }

    /// URL Standard, "starts with a Windows drive letter".
    static func startsWithDriveLetter(_ input: Span<UInt8>, _ index: Int) -> Bool {
        guard index + 2 <= input.count, ASCII.isLetter(input[index]),
            input[index + 1] == 0x3A || input[index + 1] == 0x7C
        else { return false }
        return index + 2 == input.count || ByteSet.specialAuthorityEnd.contains(input[index + 2])
    }
}
