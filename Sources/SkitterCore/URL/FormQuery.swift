/// Queries read as forms (URL Standard, application/x-www-form-urlencoded parsing).
///
/// A query with a `=` in it is a list of parameters to the server. In a key empty pieces go, `name=` is `name`, and
/// parameters are sorted by name. The sort is stable: values of one name keep their order, so every server that looks
/// parameters up by name sees the same request. A query without `=` may be anything and is left alone.
enum FormQuery {
    /// Whether `query[start..<end]` is no form, or a form whose key has the same parameters in the same order.
    @inline(__always)
    static func isInOrder(_ query: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        guard Self.isForm(query, start, end) else { return true }
        return Self.isOrdered(query, start, end)
    }

    @inline(__always)
    private static func isForm(_ query: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var index = start
        while index < end {
            if query[index] == 0x3D { return true }
            index &+= 1
        }
        return false
    }

    private static func isOrdered(_ query: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var previous = start..<start
        var index = start
        while true {
            let name = Self.name(query, from: index, to: end)
            var pieceEnd = name.upperBound
            while pieceEnd < end, query[pieceEnd] != 0x26 { pieceEnd += 1 }
            // Empty pieces and `name=` change; escapes in names could change the order, which only rewriting tells.
            if pieceEnd == index || Self.hasBareEquals(name, pieceEnd) { return false }
            for position in name where ByteSet.notInKey.contains(query[position]) { return false }
            if Self.precedes(query, name, previous) { return false }
            if pieceEnd == end { return true }
            previous = name
            index = pieceEnd + 1
        }
    }

    /// Writes a rewritten URL with the parameters of its query in order.
    static func write(_ url: Span<UInt8>, to sink: inout some URLKeySink & ~Copyable) {
        var queryStart = 0
        while queryStart < url.count, url[queryStart] != 0x3F { queryStart += 1 }
        var pieces: [(name: Range<Int>, end: Int)] = []
        var index = queryStart + 1
        while index <= url.count {
            let name = Self.name(url, from: index, to: url.count)
            var end = name.upperBound
            while end < url.count, url[end] != 0x26 { end += 1 }
            if end > index { pieces.append((name, Self.hasBareEquals(name, end) ? name.upperBound : end)) }
            index = end + 1
        }
        // The number breaks ties, so that the sort is stable by itself.
        let order = pieces.indices.sorted { left, right in
            if Self.precedes(url, pieces[left].name, pieces[right].name) { return true }
            if Self.precedes(url, pieces[right].name, pieces[left].name) { return false }
            return left < right
        }
        sink.append(url, from: 0, to: queryStart)
        for (position, piece) in order.enumerated() {
            sink.append(position == 0 ? 0x3F : 0x26)
            sink.append(url, from: pieces[piece].name.lowerBound, to: pieces[piece].end)
        }
    }

    private static func name(_ query: Span<UInt8>, from start: Int, to end: Int) -> Range<Int> {
        var index = start
        while index < end, query[index] != 0x3D, query[index] != 0x26 { index += 1 }
        return start..<index
    }

    /// Whether the piece is a name and a `=` alone.
    private static func hasBareEquals(_ name: Range<Int>, _ end: Int) -> Bool {
        !name.isEmpty && end == name.upperBound + 1
    }

    /// Whether one name comes before another, byte by byte.
    private static func precedes(_ bytes: Span<UInt8>, _ left: Range<Int>, _ right: Range<Int>) -> Bool {
        var offset = 0
        while offset < left.count, offset < right.count {
            let (first, second) = (bytes[left.lowerBound + offset], bytes[right.lowerBound + offset])
            if first != second { return first < second }
            offset += 1
        }
        return left.count < right.count
    }
}
