/// Reads a URL's form, from left to right, into the text of its ``TrapPattern``. Linear in the URL.
struct URLForm {
    /// More segments than this are a trap's.
    private static let mostSegments = 32
    /// A segment that stands in a path so often repeats itself.
    private static let repetitions = 3
    private static let mostNames = 16

    private let bytes: [UInt8]
    private let parts: URLParts
    /// The form so far.
    private(set) var text: [UInt8] = []
    /// Where the path ends in ``text``, where a query follows.
    private(set) var pathEnd: Int?
    /// The digest of the URL without its session id.
    private(set) var pageDigest: UInt64 = 0
    private var kind: TrapKind?

    init(_ url: CrawlURL) {
        self.bytes = Array(url.hrefUTF8)
        self.parts = url.parts
    }

    /// Reads it; returns what varies, or nil where nothing does.
    mutating func read() -> TrapKind? {
        let pathStart = Int(self.parts.pathStart)
        let pathEnd = Int(self.parts.queryStart)
        let queryEnd = Int(self.parts.fragmentStart)
        self.text.reserveCapacity(self.bytes.count + 16)
        self.text += self.bytes[..<pathStart]
        if let session = self.session(path: pathStart..<pathEnd, query: pathEnd..<queryEnd) {
            self.text += Array("/…".utf8) + Array(session.marker) + Array("={id}".utf8)
            self.pageDigest = PageDigest.mix(
                PageDigest.of(self.bytes.span.extracting(0..<session.range.lowerBound)),
                PageDigest.of(self.bytes.span.extracting(session.range.upperBound..<queryEnd)))
            return .sessions
        }
        self.readPath(pathStart..<pathEnd)
        if pathEnd + 1 < queryEnd {
            self.pathEnd = self.text.count
            self.readQuery((pathEnd + 1)..<queryEnd)
        }
        return self.kind
    }

    private mutating func found(_ kind: TrapKind) {
        self.kind = max(self.kind ?? kind, kind)
    }

    // MARK: - Session ids

    /// The parameter that holds a session id: its first bytes up to `=`, and its whole range with its separator.
    private func session(path: Range<Int>, query: Range<Int>) -> (marker: ArraySlice<UInt8>, range: Range<Int>)? {
        func search(_ range: Range<Int>, _ separators: [UInt8]) -> (ArraySlice<UInt8>, Range<Int>)? {
            var index = range.lowerBound
            while index < range.upperBound {
                guard separators.contains(self.bytes[index]) else {
                    index += 1
                    continue
                }
                var end = index + 1
                var equals: Int?
                while end < range.upperBound, !separators.contains(self.bytes[end]), self.bytes[end] != 0x2F {
                    if self.bytes[end] == UInt8(ascii: "="), equals == nil { equals = end }
                    end += 1
                }
                if let equals, SessionNames.contains(self.bytes[(index + 1)..<equals]),
                    WordShape.isSessionValue(self.bytes[(equals + 1)..<end])
                {
                    return (self.bytes[index..<equals], index..<end)
                }
                index = end
            }
            return nil
        }
        return search(path, [UInt8(ascii: ";")])
            ?? search(query, [UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: ";")])
    }

    // MARK: - The path

    private mutating func readPath(_ range: Range<Int>) {
        let segments = self.bytes[range].split(
            separator: UInt8(ascii: "/"), maxSplits: URLForm.mostSegments + 1, omittingEmptySubsequences: false
        ).dropFirst()
        if self.readRepeated(segments.prefix(URLForm.mostSegments)) { return }
        if segments.count > URLForm.mostSegments {
            // Too many to look at: the first two and the fact say it.
            for segment in segments.prefix(2) { self.text += [UInt8(ascii: "/")] + segment }
            self.text += Array("/…".utf8)
            self.found(.segments)
            return
        }
        var index = segments.startIndex
        while index < segments.endIndex {
            self.text.append(UInt8(ascii: "/"))
            let date = WordShape.dateSegments(segments[index...])
            if date > 0 {
                self.text += Array("{date}".utf8)
                self.found(.dates)
                index += date
            } else {
                self.readWords(segments[index])
                index += 1
            }
        }
    }

    /// A path in which a segment stands three times or more is told by its distinct segments: `/…(a|b)`.
    private mutating func readRepeated(_ segments: ArraySlice<ArraySlice<UInt8>>) -> Bool {
        // A slash at the end makes no other form.
        let segments = segments.last?.isEmpty == true ? segments.dropLast() : segments
        guard segments.count >= URLForm.repetitions else { return false }
        var counts: [ArraySlice<UInt8>: Int] = [:]
        for segment in segments where !segment.allSatisfy(ASCII.isDigit) || segment.isEmpty {
            counts[segment, default: 0] += 1
        }
        guard counts.values.contains(where: { $0 >= URLForm.repetitions }) else { return false }
        let distinct = counts.keys.sorted { $0.lexicographicallyPrecedes($1) }
        self.text += Array("/…(".utf8) + Array(distinct.prefix(8).joined(separator: [UInt8(ascii: "|")]))
        self.text.append(UInt8(ascii: ")"))
        self.found(.segments)
        return true
    }

    /// A segment or a name, word by word: what is neither a letter nor a digit separates words and stays.
    private mutating func readWords(_ segment: ArraySlice<UInt8>) {
        var index = segment.startIndex
        while index < segment.endIndex {
            let byte = segment[index]
            if byte == UInt8(ascii: "%"), segment.endIndex - index >= 3 {
                // An escape is a letter of a word.
                self.text += segment[index..<(index + 3)]
                index += 3
                continue
            }
            guard ASCII.isLetter(byte) || ASCII.isDigit(byte) else {
                self.text.append(byte)
                index += 1
                continue
            }
            let shape = WordShape(segment[index...])
            if let date = shape.date {
                self.text += Array("{date}".utf8)
                self.found(.dates)
                index = date
            } else if let id = shape.id {
                self.text += Array("{id}".utf8)
                self.found(.ids)
                index = id
            } else {
                index = self.readWord(segment[index..<shape.end])
            }
        }
    }

    /// Letters stay, digits are a number.
    private mutating func readWord(_ word: ArraySlice<UInt8>) -> Int {
        var wasDigit = false
        for byte in word {
            let isDigit = ASCII.isDigit(byte)
            if !isDigit {
                self.text.append(byte)
            } else if !wasDigit {
                self.text += Array("{n}".utf8)
                self.found(.plain)
            }
            wasDigit = isDigit
        }
        return word.endIndex
    }

    // MARK: - The query

    /// The names, each once, in order. What the values are like decides the kind.
    private mutating func readQuery(_ range: Range<Int>) {
        self.found(.plain)
        self.text.append(UInt8(ascii: "?"))
        let start = self.text.count
        var names: [[UInt8]] = []
        for pair in self.bytes[range].split(separator: UInt8(ascii: "&"), maxSplits: 256) {
            let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let value = pair[min(end + 1, pair.endIndex)...]
            let name = pair[..<end]
            if WordShape.isDate(value, named: name) {
                self.found(.dates)
            } else if !value.isEmpty, WordShape(value).id == value.endIndex {
                self.found(.ids)
            }
            self.readWords(name)
            names.append(Array(self.text[start...]))
            self.text.removeSubrange(start...)
        }
        names.sort { $0.lexicographicallyPrecedes($1) }
        var last: [UInt8]?
        var count = 0
        for name in names where name != last {
            if count > 0 { self.text.append(UInt8(ascii: "&")) }
            last = name
            count += 1
            if count > URLForm.mostNames {
                self.text += Array("…".utf8)
                break
            }
            self.text += name
        }
    }
}
