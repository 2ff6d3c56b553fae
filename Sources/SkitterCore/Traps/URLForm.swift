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
        guard self.mayVary(from: pathStart, to: queryEnd) else { return nil }
        self.text.reserveCapacity(self.bytes.count + 32)
        self.text += self.bytes[..<pathStart]
        if let session = self.session(path: pathStart..<pathEnd, query: pathEnd..<queryEnd) {
            self.append("/…")
            self.text += session.marker
            self.append("={id}")
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

    private mutating func append(_ words: StaticString) {
        words.withUTF8Buffer { self.text.append(contentsOf: $0) }
    }

    /// False for most URLs of words: no digit, no query, no parameter, and too few segments for one to be repeated.
    private func mayVary(from start: Int, to end: Int) -> Bool {
        var slashes = 0
        for byte in self.bytes[start..<end] {
            if ASCII.isDigit(byte) || byte == UInt8(ascii: "?") || byte == UInt8(ascii: ";") { return true }
            if byte == UInt8(ascii: "/") { slashes += 1 }
        }
        return slashes >= URLForm.repetitions
    }

    // MARK: - Session ids

    /// The parameter that holds a session id: its first bytes up to `=`, and its whole range with its separator.
    private func session(path: Range<Int>, query: Range<Int>) -> (marker: ArraySlice<UInt8>, range: Range<Int>)? {
        self.session(in: path) { $0 == UInt8(ascii: ";") }
            ?? self.session(in: query) {
                $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: ";")
            }
    }

    private func session(
        in range: Range<Int>, separates: (UInt8) -> Bool
    ) -> (marker: ArraySlice<UInt8>, range: Range<Int>)? {
        var index = range.lowerBound
        while index < range.upperBound {
            guard separates(self.bytes[index]) else {
                index += 1
                continue
            }
            var end = index + 1
            var equals: Int?
            while end < range.upperBound, !separates(self.bytes[end]), self.bytes[end] != UInt8(ascii: "/") {
                if equals == nil, self.bytes[end] == UInt8(ascii: "=") { equals = end }
                end += 1
            }
            if let equals, WordShape.isSessionValue(self.bytes[(equals + 1)..<end]),
                SessionNames.contains(self.bytes[(index + 1)..<equals])
            {
                return (self.bytes[index..<equals], index..<end)
            }
            index = end
        }
        return nil
    }

    // MARK: - The path

    private mutating func readPath(_ range: Range<Int>) {
        var segments: [ArraySlice<UInt8>] = []
        segments.reserveCapacity(8)
        var start = range.lowerBound + 1
        for index in range.dropFirst() where self.bytes[index] == UInt8(ascii: "/") {
            segments.append(self.bytes[start..<index])
            start = index + 1
            if segments.count > URLForm.mostSegments { break }
        }
        if start <= range.upperBound { segments.append(self.bytes[start..<range.upperBound]) }
        if self.readRepeated(segments.prefix(URLForm.mostSegments)) { return }
        if segments.count > URLForm.mostSegments {
            // Too many to look at: the first two and the fact say it.
            for segment in segments.prefix(2) {
                self.text.append(UInt8(ascii: "/"))
                self.text += segment
            }
            self.append("/…")
            self.found(.segments)
            return
        }
        var index = 0
        while index < segments.count {
            self.text.append(UInt8(ascii: "/"))
            let date = WordShape.dateSegments(segments[index...])
            if date > 0 {
                self.append("{date}")
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
        // Few enough segments to compare each with each. Numbers may well be the same.
        let isRepeated = segments.indices.contains { index in
            let segment = segments[index]
            if !segment.isEmpty, segment.allSatisfy(ASCII.isDigit) { return false }
            var count = 0
            for other in segments[index...] where other.count == segment.count && other == segment { count += 1 }
            return count >= URLForm.repetitions
        }
        guard isRepeated else { return false }
        let distinct = Set(segments.filter { $0.isEmpty || !$0.allSatisfy(ASCII.isDigit) }).sorted {
            $0.lexicographicallyPrecedes($1)
        }
        self.append("/…(")
        self.text += distinct.prefix(8).joined(separator: [UInt8(ascii: "|")])
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
                self.append("{date}")
                self.found(.dates)
                index = date
            } else if let id = shape.id {
                self.append("{id}")
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
                self.append("{n}")
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
        var names: [Range<Int>] = []
        for pair in self.bytes[range].split(separator: UInt8(ascii: "&"), maxSplits: 256) {
            let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let value = pair[min(end + 1, pair.endIndex)...]
            if !value.isEmpty {
                let shape = WordShape(value)
                if shape.date == value.endIndex || WordShape.isDate(value, named: pair[..<end]) {
                    self.found(.dates)
                } else if shape.id == value.endIndex {
                    self.found(.ids)
                }
            }
            let nameStart = self.text.count
            self.readWords(pair[..<end])
            names.append(nameStart..<self.text.count)
        }
        // All stand behind each other; now in order, each once.
        let all = self.text
        self.text.removeSubrange(start...)
        names.sort { all[$0].lexicographicallyPrecedes(all[$1]) }
        var last: Range<Int>?
        var count = 0
        for name in names {
            if let last, all[last] == all[name] { continue }
            if count > 0 { self.text.append(UInt8(ascii: "&")) }
            last = name
            count += 1
            if count > URLForm.mostNames {
                self.append("…")
                break
            }
            self.text += all[name]
        }
    }
}
