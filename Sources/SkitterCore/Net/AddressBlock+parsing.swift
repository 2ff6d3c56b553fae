extension AddressBlock {
    /// A text that is no block, and why.
    public struct SyntaxError: Error, Sendable, CustomStringConvertible {
        /// What is wrong with it, in words.
        public let description: String
    }

    /// Reads `10.0.0.0/8`, `10.1.2.3`, `10.0.0.0/8:8080`, `fd00::/8`, `fd00::1`, `[fd00::1]:8080`, `[fd00::/8]:8080` or
    /// `[fd00::]/8:8080`. Without a length it is the one address, without a port every port.
    public init(_ text: String) throws(SyntaxError) {
        func error(_ why: String) -> SyntaxError { SyntaxError(description: "'\(text)': \(why)") }
        let pieces: (address: Substring, length: Substring?, port: Substring?)
        do throws(SyntaxError) {
            pieces = try AddressBlock.split(text)
        } catch {
            throw SyntaxError(description: "'\(text)': \(error.description)")
        }
        let host = pieces.address.utf8.contains(UInt8(ascii: ":")) ? "[\(pieces.address)]" : String(pieces.address)
        guard let address = IPAddress(urlHost: host) else {
            throw error("'\(pieces.address)' is no IPv4 or IPv6 address; write 10.0.0.0/8 or fd00::/8")
        }
        var port: UInt16?
        if let digits = pieces.port {
            guard let number = AddressBlock.number(digits), (1...65535).contains(number) else {
                throw error("'\(digits)' is no port; ports are 1 to 65535")
            }
            port = UInt16(number)
        }
        let isWrittenV6 = pieces.address.utf8.contains(UInt8(ascii: ":"))
        var length = address.v4 == nil ? 128 : 32
        if let digits = pieces.length {
            guard let number = AddressBlock.number(digits), number <= (isWrittenV6 ? 128 : 32) else {
                throw error("'/\(digits)' is no prefix length; it is 0 to \(isWrittenV6 ? 128 : 32)")
            }
            length = number
            if isWrittenV6, address.v4 != nil {
                guard number >= 96 else { throw error("a block of IPv4-mapped addresses is at least a /96") }
                length = number - 96
            }
        }
        guard let block = AddressBlock(address, prefixLength: length, port: port) else {
            let base = AddressBlock.base(of: address, prefixLength: length)
            throw error("the address has bits beyond its prefix; \(base)/\(length) is the block around it")
        }
        self = block
    }

    /// Takes the text apart at its brackets, slash and last colon.
    private static func split(
        _ text: String
    ) throws(SyntaxError) -> (address: Substring, length: Substring?, port: Substring?) {
        var address: Substring
        var tail: Substring
        if text.utf8.first == UInt8(ascii: "[") {
            guard let end = text.firstIndex(of: "]") else { throw SyntaxError(description: "there is no ']'") }
            address = text[text.index(after: text.startIndex)..<end]
            tail = text[text.index(after: end)...]
            if !address.utf8.contains(UInt8(ascii: ":")) {
                throw SyntaxError(description: "brackets hold an IPv6 address")
            }
        } else {
            let slash = text.firstIndex(of: "/") ?? text.endIndex
            let colon = text.firstIndex(of: ":") ?? text.endIndex
            let isV6 = colon < slash && text[..<slash].utf8.count { $0 == UInt8(ascii: ":") } > 1
            address = text[..<(isV6 ? slash : min(slash, colon))]
            tail = text[address.endIndex...]
            if isV6, tail.utf8.contains(UInt8(ascii: ":")) {
                throw SyntaxError(description: "an IPv6 block with a port is written [\(address)/LENGTH]:PORT")
            }
        }
        var length: Substring?
        if let slash = address.firstIndex(of: "/") {
            length = address[address.index(after: slash)...]
            address = address[..<slash]
        } else if tail.first == "/" {
            let end = tail.firstIndex(of: ":") ?? tail.endIndex
            length = tail[tail.index(after: tail.startIndex)..<end]
            tail = tail[end...]
        }
        if tail.isEmpty { return (address, length, nil) }
        guard tail.first == ":" else {
            throw SyntaxError(description: "'\(tail)' is neither a /LENGTH nor a :PORT")
        }
        return (address, length, tail.dropFirst())
    }

    /// Up to five decimal digits.
    private static func number(_ digits: Substring) -> Int? {
        guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy(ASCII.isDigit) else { return nil }
        return Int(digits)
    }
}
