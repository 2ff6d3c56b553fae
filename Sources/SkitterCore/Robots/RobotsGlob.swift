/// Matches a rule's pattern, in which `*` stands for any octets, at the start of a path.
///
/// Time is at most proportional to the lengths of pattern and path (times 16), whatever the pattern: every part between
/// two `*` is looked for once, at the leftmost place it can have. That place is never wrong, because what follows a
/// `*` only gains by more room.
struct RobotsGlob {
    /// Up to this length a part is searched for naively; a longer one by Knuth, Morris and Pratt's method.
    private static let naiveLimit = 16

    private var failures: [Int] = []

    /// `isAnchored`: the match must also end where the path ends.
    mutating func matches(_ pattern: Span<UInt8>, isAnchored: Bool, _ text: Span<UInt8>) -> Bool {
        var part = Self.part(of: pattern, from: 0)
        guard Self.isEqual(pattern, part, text, at: 0) else { return false }
        var position = part.count
        guard part.upperBound < pattern.count else {
            return !isAnchored || position == text.count
        }
        while part.upperBound < pattern.count {
            part = Self.part(of: pattern, from: part.upperBound + 1)
            if part.isEmpty {
                continue
            }
            if isAnchored, part.upperBound == pattern.count {
                let start = text.count - part.count
                return start >= position && Self.isEqual(pattern, part, text, at: start)
            }
            guard let found = self.find(pattern, part, in: text, from: position) else { return false }
            position = found + part.count
        }
        // Either not anchored, or the pattern ends in `*`.
        return true
    }

    private static func part(of pattern: Span<UInt8>, from start: Int) -> Range<Int> {
        var end = start
        while end < pattern.count, pattern[end] != UInt8(ascii: "*") {
            end += 1
        }
        return start..<end
    }

    private static func isEqual(_ pattern: Span<UInt8>, _ part: Range<Int>, _ text: Span<UInt8>, at start: Int) -> Bool
    {
        guard text.count - start >= part.count else { return false }
        var offset = 0
        while offset < part.count {
            guard pattern[part.lowerBound + offset] == text[start + offset] else { return false }
            offset += 1
        }
        return true
    }

    private mutating func find(_ pattern: Span<UInt8>, _ part: Range<Int>, in text: Span<UInt8>, from start: Int)
        -> Int?
    {
        guard text.count - start >= part.count else { return nil }
        guard part.count <= Self.naiveLimit else {
            return self.findLong(pattern, part, in: text, from: start)
        }
        var position = start
        while position <= text.count - part.count {
            if Self.isEqual(pattern, part, text, at: position) {
                return position
            }
            position += 1
        }
        return nil
    }

    private mutating func findLong(
        _ pattern: Span<UInt8>, _ part: Range<Int>, in text: Span<UInt8>, from start: Int
    ) -> Int? {
        self.failures.removeAll(keepingCapacity: true)
        self.failures.append(0)
        var matched = 0
        for index in 1..<part.count {
            let octet = pattern[part.lowerBound + index]
            while matched > 0, pattern[part.lowerBound + matched] != octet {
                matched = self.failures[matched - 1]
            }
            matched += pattern[part.lowerBound + matched] == octet ? 1 : 0
            self.failures.append(matched)
        }
        matched = 0
        for position in start..<text.count {
            while matched > 0, pattern[part.lowerBound + matched] != text[position] {
                matched = self.failures[matched - 1]
            }
            matched += pattern[part.lowerBound + matched] == text[position] ? 1 : 0
            if matched == part.count {
                return position + 1 - part.count
            }
        }
        return nil
    }
}
