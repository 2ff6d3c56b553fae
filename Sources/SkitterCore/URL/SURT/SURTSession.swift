/// The session ids that SURTs leave out: those of servlet, PHP, ASP and ColdFusion applications.
enum SURTSession {
    /// Drops `/(S(24 characters))/` and `/(24 characters)/` before a path to an `.aspx` page. `path` is lower-case.
    static func strippingPath(_ path: [UInt8]) -> [UInt8] {
        guard let page = Self.pageRange(path) else { return path }
        let result = Self.dropping(path, pageEnd: page) { segment in
            // One or more of `X(24)` inside parentheses.
            guard segment.count > 2, (segment.count - 2) % 27 == 0 else { return false }
            let inner = Array(segment.dropFirst().dropLast())
            return stride(from: 0, to: inner.count, by: 27).allSatisfy { start in
                ASCII.isLetter(inner[start]) && inner[start + 1] == 0x28 && inner[start + 26] == 0x29
                    && inner[(start + 2)..<(start + 26)].allSatisfy(Self.isAlphanumeric)
            }
        }
        guard let page = Self.pageRange(result) else { return result }
        return Self.dropping(result, pageEnd: page) { segment in
            segment.count == 26 && segment.dropFirst().dropLast().allSatisfy(Self.isAlphanumeric)
        }
    }

    /// The start of the last `.aspx` that no `?` precedes.
    private static func pageRange(_ path: [UInt8]) -> Int? {
        let end = path.firstIndex(of: 0x3F) ?? path.count
        let suffix = Array(".aspx".utf8)
        var index = end - suffix.count
        while index >= 0 {
            if path[index..<(index + suffix.count)].elementsEqual(suffix) { return index }
            index -= 1
        }
        return nil
    }

    /// Drops the last parenthesised segment that is a session id and ends before the page's name.
    private static func dropping(
        _ path: [UInt8], pageEnd: Int, _ isSession: (ArraySlice<UInt8>) -> Bool
    ) -> [UInt8] {
        var end = pageEnd - 1
        while end > 0 {
            // At least one character stands between the slash and `.aspx`.
            guard let slash = path[..<end].lastIndex(of: 0x2F), let previous = path[..<slash].lastIndex(of: 0x2F) else {
                return path
            }
            let segment = path[(previous + 1)..<slash]
            if segment.first == 0x28, segment.last == 0x29, isSession(segment) {
                return Array(path[...previous]) + path[(slash + 1)...]
            }
            end = slash
        }
        return path
    }

    /// Drops one session id of each kind, the last one of that kind.
    static func strippingQuery(_ query: [UInt8]) -> [UInt8] {
        var query = query
        for name in ["jsessionid=", "phpsessid=", "sid="] {
            query = Self.droppingSuffix(query) { piece in
                Self.hasToken(piece, name: name, valueLength: 32, isValue: Self.isAlphanumeric)
            }
        }
        query = Self.droppingSuffix(query) { piece in
            let length = "aspsessionid".utf8.count + 8 + 1 + 24
            guard piece.count >= length else { return nil }
            let token = piece.suffix(length)
            let isToken =
                token.prefix(12).elementsEqual("aspsessionid".utf8, by: { ASCII.lowercased($0) == $1 })
                && token.dropFirst(12).prefix(8).allSatisfy(ASCII.isLetter) && token.dropFirst(20).first == 0x3D
                && token.suffix(24).allSatisfy(ASCII.isLetter)
            return isToken ? length : nil
        }
        return Self.droppingColdFusion(query)
    }

    /// The length of `name` and its value when the piece ends in them.
    private static func hasToken(
        _ piece: ArraySlice<UInt8>, name: String, valueLength: Int, isValue: (UInt8) -> Bool
    ) -> Int? {
        let length = name.utf8.count + valueLength
        guard piece.count >= length, piece.suffix(valueLength).allSatisfy(isValue),
            piece.suffix(length).prefix(name.utf8.count).elementsEqual(name.utf8, by: { ASCII.lowercased($0) == $1 })
        else { return nil }
        return length
    }

    /// Cuts the end of the last `&`-separated piece for which `length` answers, and the `&` behind it.
    private static func droppingSuffix(_ query: [UInt8], _ length: (ArraySlice<UInt8>) -> Int?) -> [UInt8] {
        for piece in query.split(separator: 0x26, omittingEmptySubsequences: false).reversed() {
            guard let length = length(piece) else { continue }
            return Array(query[..<(piece.endIndex - length)]) + query[piece.endIndex...].dropFirst()
        }
        return query
    }

    /// Cuts the last `cfid=…&cftoken=…`.
    private static func droppingColdFusion(_ query: [UInt8]) -> [UInt8] {
        let pieces = query.split(separator: 0x26, omittingEmptySubsequences: false)
        let (name, token) = (Array("cfid=".utf8), Array("cftoken=".utf8))
        for (piece, next) in zip(pieces, pieces.dropFirst()).reversed() {
            guard next.count > token.count,
                next.prefix(token.count).elementsEqual(token, by: { ASCII.lowercased($0) == $1 })
            else { continue }
            var index = piece.endIndex - name.count - 1
            while index >= piece.startIndex {
                if query[index..<(index + name.count)].elementsEqual(name, by: { ASCII.lowercased($0) == $1 }) {
                    return Array(query[..<index]) + query[next.endIndex...].dropFirst()
                }
                index -= 1
            }
        }
        return query
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool { ASCII.isLetter(byte) || ASCII.isDigit(byte) }
}
