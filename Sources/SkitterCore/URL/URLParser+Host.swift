extension URLParser {
    /// Host parser: appends the serialised host of `input[start..<end]`, which is not empty.
    mutating func appendHost(
        _ input: Span<UInt8>, from start: Int, to end: Int, isOpaque: Bool
    ) throws(URLParseError) {
        if input[start] == 0x5B {
            guard input[end - 1] == 0x5D, end - start >= 2,
                let address = IPv6Parser.parse(input.extracting(start + 1..<end - 1))
            else { throw URLParseError(.invalidIPv6) }
            self.out.append(0x5B)
            IPv6Parser.append(address, to: &self.out)
            self.out.append(0x5D)
            return
        }
        if isOpaque {
            for index in start..<end where ByteSet.forbiddenHost.contains(input[index]) {
                throw URLParseError(.invalidHost)
            }
            self.appendEncoded(input, from: start, to: end, set: .controls)
            return
        }
        try self.appendDomain(input, from: start, to: end)
    }

    /// Host parser from step 4 on: a domain or an IPv4 address.
    private mutating func appendDomain(_ input: Span<UInt8>, from start: Int, to end: Int) throws(URLParseError) {
        let hostStart = self.out.count
        var index = start
        while index < end {
            let byte = input[index]
            guard !ByteSet.forbiddenDomain.contains(byte) else { break }
            self.out.append(ASCII.lowercased(byte))
            index &+= 1
        }
        if index < end {
            // A forbidden character is allowed where normalisation joins it with a mark behind it: `>` and U+0338.
            while index < end, input[index] < 0x80, input[index] != 0x25 { index &+= 1 }
            guard index < end else { throw URLParseError(.invalidHost) }
            self.out.truncate(to: hostStart)
            let ascii = try DomainToASCII.convert(percentDecoding: input.extracting(start..<end))
            self.out.append(ascii.span)
        }
        let answer: IPv4Parser.Answer = self.out.withSpan { IPv4Parser.parse($0.extracting(hostStart..<$0.count)) }
        switch answer {
        case .noNumber: break
        case .invalid: throw URLParseError(.invalidIPv4)
        case .address(let address):
            self.out.truncate(to: hostStart)
            IPv4Parser.append(address, to: &self.out)
        }
    }
}
