/// Normalization Form C (UAX 15).
enum NormalizationFormC {
    // Hangul syllables are computed (The Unicode Standard, section 3.12).
    private static let hangulBase: UInt32 = 0xAC00
    private static let leadBase: UInt32 = 0x1100
    private static let vowelBase: UInt32 = 0x1161
    private static let trailBase: UInt32 = 0x11A7
    private static let leadCount: UInt32 = 19
    private static let vowelCount: UInt32 = 21
    private static let trailCount: UInt32 = 28

    static func normalize(_ points: [UInt32]) -> [UInt32] {
        // Nothing below U+0300 takes part in a composition as its second half or changes by normalization.
        if points.allSatisfy({ $0 < 0x300 }) { return points }
        let tables = UnicodeTables.shared
        var decomposed: [UInt32] = []
        decomposed.reserveCapacity(points.count)
        for point in points { Self.decompose(point, tables, into: &decomposed) }
        var classes = decomposed.map { tables.properties(of: $0).combiningClass }
        Self.reorder(&decomposed, &classes)
        return Self.compose(decomposed, classes, tables)
    }

    private static func decompose(_ point: UInt32, _ tables: UnicodeTables, into result: inout [UInt32]) {
        let syllable = point &- Self.hangulBase
        if syllable < Self.leadCount * Self.vowelCount * Self.trailCount {
            result.append(Self.leadBase + syllable / (Self.vowelCount * Self.trailCount))
            result.append(Self.vowelBase + syllable / Self.trailCount % Self.vowelCount)
            if syllable % Self.trailCount != 0 { result.append(Self.trailBase + syllable % Self.trailCount) }
            return
        }
        // Only the first part can decompose further (The Unicode Standard, 3.7, stability policy).
        var rest: [UInt32] = []
        var first = point
        while let parts = tables.decomposition(of: first), let head = parts.first {
            if parts.count == 2, let tail = parts.last { rest.append(tail) }
            first = head
        }
        result.append(first)
        result.append(contentsOf: rest.reversed())
    }

    /// Canonical ordering: each run of non-starters is sorted by class, stably.
    private static func reorder(_ points: inout [UInt32], _ classes: inout [UInt8]) {
        var start = 0
        while start < points.count {
            guard classes[start] != 0 else {
                start += 1
                continue
            }
            var end = start
            while end < points.count, classes[end] != 0 { end += 1 }
            let order = (start..<end).sorted { (classes[$0], $0) < (classes[$1], $1) }
            let (sortedPoints, sortedClasses) = (order.map { points[$0] }, order.map { classes[$0] })
            points.replaceSubrange(start..<end, with: sortedPoints)
            classes.replaceSubrange(start..<end, with: sortedClasses)
            start = end
        }
    }

    private static func compose(_ points: [UInt32], _ classes: [UInt8], _ tables: UnicodeTables) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(points.count)
        var starter: Int?
        /// The class of the last code point that stands between the starter and the next one.
        var lastClass: UInt8?
        for (point, combiningClass) in zip(points, classes) {
            // Blocked (UAX 15, D115) is what follows one of the same or a higher class, or another starter.
            if let starter, lastClass.map({ $0 != 0 && $0 < combiningClass }) ?? true,
                let composite = Self.composite(result[starter], point, tables)
            {
                result[starter] = composite
                continue
            }
            result.append(point)
            if combiningClass == 0 {
                starter = result.count - 1
                lastClass = nil
            } else {
                lastClass = combiningClass
            }
        }
        return result
    }

    private static func composite(_ first: UInt32, _ second: UInt32, _ tables: UnicodeTables) -> UInt32? {
        let lead = first &- Self.leadBase
        let vowel = second &- Self.vowelBase
        if lead < Self.leadCount, vowel < Self.vowelCount {
            return Self.hangulBase + (lead * Self.vowelCount + vowel) * Self.trailCount
        }
        let syllable = first &- Self.hangulBase
        let trail = second &- Self.trailBase
        if syllable < Self.leadCount * Self.vowelCount * Self.trailCount, syllable % Self.trailCount == 0,
            trail > 0, trail < Self.trailCount
        {
            return first + trail
        }
        return tables.composition(of: first, second)
    }
}
