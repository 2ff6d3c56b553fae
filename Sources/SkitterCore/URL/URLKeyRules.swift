/// Applies the opt-in rules of a ``URLKeyPolicy`` to a standard key. Working on the standard key makes the result
/// independent of how a parameter's name was escaped, and the whole idempotent.
struct URLKeyRules {
    let policy: URLKeyPolicy

    /// The key under the policy of the URL whose standard key is `key`, with offsets `parts` up to the path.
    func apply(_ key: Span<UInt8>, _ parts: URLParts) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(key.count)
        let pathStart = min(Int(parts.pathStart), key.count)
        self.appendAuthority(key, parts, pathStart, to: &result)
        var pathEnd = pathStart
        while pathEnd < key.count, key[pathEnd] != 0x3F { pathEnd += 1 }
        guard parts.scheme.isSpecial else {
            for index in pathStart..<key.count { result.append(key[index]) }
            return result
        }
        self.appendPath(key, pathStart, pathEnd, to: &result)
        if pathEnd < key.count { self.appendQuery(key, pathEnd + 1, to: &result) }
        return result
    }

    private func appendAuthority(_ key: Span<UInt8>, _ parts: URLParts, _ end: Int, to result: inout [UInt8]) {
        let skipped = self.policy.ignoresCredentials ? parts.usernameStart..<Int(parts.hostStart) : 0..<0
        for index in 0..<end where !skipped.contains(index) { result.append(key[index]) }
    }

    private func appendPath(_ key: Span<UInt8>, _ start: Int, _ end: Int, to result: inout [UInt8]) {
        let pathStart = result.count
        var index = start
        while index < end {
            let byte = key[index]
            if byte == 0x3B, self.policy.ignoresSessionIDs, Self.hasSessionPrefix(key, index + 1, end),
                !Self.endsInDotSegment(result, from: pathStart)
            {
                while index < end, key[index] != 0x2F { index += 1 }
                continue
            }
            let repeatsSlash = byte == 0x2F && result.count > pathStart && result.last == 0x2F
            if !(repeatsSlash && self.policy.collapsesSlashes) { result.append(byte) }
            index += 1
        }
    }

    /// Whether the last segment so far is `.` or `..`: alone it would mean another page.
    private static func endsInDotSegment(_ path: [UInt8], from start: Int) -> Bool {
        let segment = path[start...].suffix(3)
        return segment.elementsEqual("/..".utf8) || segment.suffix(2).elementsEqual("/.".utf8)
    }

    private static func hasSessionPrefix(_ key: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let name: StaticString = "jsessionid="
        guard end - start >= name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { name in
            name.indices.allSatisfy { name[$0] == ASCII.lowercased(key[start + $0]) }
        }
    }

    private func appendQuery(_ key: Span<UInt8>, _ start: Int, to result: inout [UInt8]) {
        var parameters: [[UInt8]] = []
        var current: [UInt8] = []
        for index in start..<key.count {
            if key[index] == 0x26 {
                parameters.append(current)
                current = []
            } else {
                current.append(key[index])
            }
        }
        parameters.append(current)
        parameters.removeAll { self.drops($0) }
        // One empty parameter is what is left of a bare `?`.
        if parameters.count == 1, parameters[0].isEmpty { return }
        for (number, parameter) in parameters.enumerated() {
            result.append(number == 0 ? 0x3F : 0x26)
            result.append(contentsOf: parameter)
        }
    }

    private func drops(_ parameter: [UInt8]) -> Bool {
        let name = parameter.prefix { $0 != 0x3D }
        if self.policy.ignoredParameters.contains(where: { Self.matches(name, $0, foldsCase: false) }) { return true }
        return self.policy.ignoresSessionIDs
            && URLKeyPolicy.sessionParameters.contains { Self.matches(name, $0, foldsCase: true) }
    }

    /// Whether `name` is `pattern`, or begins with what stands before its trailing `*`.
    private static func matches(_ name: ArraySlice<UInt8>, _ pattern: String, foldsCase: Bool) -> Bool {
        let isPrefix = pattern.utf8.last == 0x2A
        let wanted = isPrefix ? pattern.utf8.dropLast() : pattern.utf8[...]
        let candidate = isPrefix ? name.prefix(wanted.count) : name
        guard candidate.count == wanted.count else { return false }
        return zip(candidate, wanted).allSatisfy { foldsCase ? ASCII.lowercased($0) == $1 : $0 == $1 }
    }
}
