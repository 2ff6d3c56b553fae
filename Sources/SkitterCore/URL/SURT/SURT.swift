/// Builds SURTs (see ``CrawlURL/surt``).
enum SURT {
    static func text(of url: CrawlURL) -> String {
        var result: [UInt8] = []
        let host = Self.host(url)
        if host.isEmpty {
            result.append(contentsOf: url.scheme.utf8)
            result.append(0x3A)
        } else {
            result.append(contentsOf: host)
            if let port = url.port { result.append(contentsOf: ":\(port)".utf8) }
            result.append(0x29)
        }
        var path = SURTEscaping.normalised(Array(url.pathname.utf8))
        if !host.isEmpty { path = Self.directory(path) }
        path = SURTSession.strippingPath(path.map(ASCII.lowercased))
        if path.count > 1, path.last == 0x2F { path.removeLast() }
        let query = Self.query(url)
        if path.isEmpty, !query.isEmpty { path = [0x2F] }
        result.append(contentsOf: path)
        if !query.isEmpty {
            result.append(0x3F)
            result.append(contentsOf: query)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The labels of the host from the last to the first, joined with commas; IPv6 addresses without brackets.
    private static func host(_ url: CrawlURL) -> [UInt8] {
        let name = Array(url.hostname.utf8)
        if name.first == 0x5B { return name.filter { $0 != 0x5B && $0 != 0x5D } }
        // Only a host that is no domain (`foo://%41`) is not in this form yet.
        var host = SURTEscaping.normalised(name).map(ASCII.lowercased)
        host = Self.withoutWWW(host.split(separator: 0x2E).joined(separator: [0x2E]).map { $0 })
        return host.split(separator: 0x2E, omittingEmptySubsequences: false).reversed().joined(separator: [0x2C])
            .map { $0 }
    }

    /// Drops a first label of `www` and digits.
    private static func withoutWWW(_ host: [UInt8]) -> [UInt8] {
        guard host.starts(with: "www".utf8) else { return host }
        let rest = host.dropFirst(3).drop(while: ASCII.isDigit)
        return rest.first == 0x2E ? Array(rest.dropFirst()) : host
    }

    /// Resolves the dot segments and repeated slashes that unescaping brought to light.
    private static func directory(_ path: [UInt8]) -> [UInt8] {
        var kept: [ArraySlice<UInt8>] = []
        for segment in path.split(separator: 0x2F, omittingEmptySubsequences: false).dropFirst() {
            if segment.elementsEqual([0x2E]) { continue }
            if segment.elementsEqual([0x2E, 0x2E]), !kept.isEmpty {
                kept.removeLast()
            } else {
                kept.append(segment)
            }
        }
        var result: [UInt8] = [0x2F]
        for segment in kept.dropLast() where !segment.isEmpty {
            result.append(contentsOf: segment)
            result.append(0x2F)
        }
        if let last = kept.last { result.append(contentsOf: last) }
        return result
    }

    private static func query(_ url: CrawlURL) -> [UInt8] {
        let raw = Array(url.search.utf8.dropFirst())
        let query = SURTSession.strippingQuery(SURTEscaping.normalised(raw)).map(ASCII.lowercased)
        guard query.count > 1 else { return query }
        // A name alone comes before the same name with a value.
        let parameters = query.split(separator: 0x26, omittingEmptySubsequences: false)
            .map { $0.split(separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false) }
            .sorted { left, right in
                let (first, second) = (left[0], right[0])
                if !first.elementsEqual(second) { return first.lexicographicallyPrecedes(second) }
                guard left.count == right.count else { return left.count < right.count }
                return left.count == 2 && left[1].lexicographicallyPrecedes(right[1])
            }
        return parameters.map { $0.joined(separator: [0x3D]) }.joined(separator: [0x26]).map { $0 }
    }
}
