extension URLParser {
    /// Authority, host and port states. Writes `//`, credentials, host and port; answers where the path begins.
    mutating func authority(_ input: Span<UInt8>, from start: Int) throws(URLParseError) -> Int {
        let isSpecial = self.parts.scheme.isSpecial
        let end = Self.skip(input, from: start, until: isSpecial ? .specialAuthorityEnd : .authorityEnd)
        self.out.append(0x2F)
        self.out.append(0x2F)
        self.parts.hasAuthority = true
        self.parts.usernameEnd = self.position
        var host = start
        if let at = Self.lastAt(input, start, end) {
            guard at + 1 < end else { throw URLParseError(.emptyHost) }
            self.credentials(input, from: start, to: at)
            host = at + 1
        }
        self.parts.hostStart = self.position
        let colon = Self.portColon(input, host, end)
        let hostEnd = colon ?? end
        if hostEnd > host {
            try self.appendHost(input, from: host, to: hostEnd, isOpaque: !isSpecial)
        } else if isSpecial || colon != nil {
            throw URLParseError(.emptyHost)
        }
        self.parts.hostEnd = self.position
        if let colon { try self.port(input, from: colon + 1, to: end) }
        self.parts.pathStart = self.position
        return end
    }

    @inline(__always)
    private static func lastAt(_ input: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var index = end
        while index > start {
            index &-= 1
            if input[index] == 0x40 { return index }
        }
        return nil
    }

    /// The first colon outside brackets.
    @inline(__always)
    private static func portColon(_ input: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var insideBrackets = false
        var index = start
        while index < end {
            switch input[index] {
            case 0x5B: insideBrackets = true
            case 0x5D: insideBrackets = false
            case 0x3A where !insideBrackets: return index
            default: break
            }
            index &+= 1
        }
        return nil
    }

    /// Writes user name, `:` and password, `@`, leaving out what is empty.
    private mutating func credentials(_ input: Span<UInt8>, from start: Int, to end: Int) {
        var colon = start
        while colon < end, input[colon] != 0x3A { colon += 1 }
        self.appendEncoded(input, from: start, to: colon, set: .userinfoEncode)
        self.parts.usernameEnd = self.position
        let hasPassword = colon + 1 < end
        if hasPassword {
            self.out.append(0x3A)
            self.appendEncoded(input, from: colon + 1, to: end, set: .userinfoEncode)
        }
        if hasPassword || colon > start { self.out.append(0x40) }
    }

    /// Port state.
    private mutating func port(_ input: Span<UInt8>, from start: Int, to end: Int) throws(URLParseError) {
        guard start < end else { return }
        var port: UInt32 = 0
        for index in start..<end {
            guard ASCII.isDigit(input[index]) else { throw URLParseError(.invalidPort) }
            port = port * 10 + UInt32(input[index] & 15)
            guard port <= 65535 else { throw URLParseError(.invalidPort) }
        }
        let value = UInt16(truncatingIfNeeded: port)
        if value == self.parts.scheme.defaultPort { return }
        self.parts.port = value
        self.parts.hasPort = true
        self.out.append(0x3A)
        self.out.appendDecimal(UInt64(port))
    }
}
