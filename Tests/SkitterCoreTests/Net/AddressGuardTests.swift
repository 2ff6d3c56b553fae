import SkitterCore
import SkitterTesting
import Testing

@Suite struct AddressGuardTests {
    private func address(_ text: String) throws -> IPAddress {
        try #require(IPAddress(urlHost: text.contains(":") ? "[\(text)]" : text))
    }

    @Test(arguments: [
        ("10.0.0.1", "10.0.0.0/8, private use (RFC 1918)"),
        ("127.0.0.1", "127.0.0.0/8, loopback (RFC 1122)"),
        ("169.254.169.254", "169.254.169.254/32, metadata of the cloud"),
        ("168.63.129.16", "168.63.129.16/32, metadata of the cloud (Azure)"),
        ("255.255.255.255", "255.255.255.255/32, broadcast (RFC 919)"),
        ("::ffff:192.168.0.1", "192.168.0.0/16, private use (RFC 1918)"),
        ("fd00:ec2::254", "fd00:ec2::/32, metadata of the cloud (Amazon)"),
        ("64:ff9b::10.0.0.1", "10.0.0.0/8, private use (RFC 1918), inside a NAT64 address (64:ff9b::/96)"),
        ("2002:7f00:1::", "127.0.0.0/8, loopback (RFC 1122), inside a 6to4 address (2002::/16)"),
        (
            "2001:0:808:808::f5ff:fffe",
            "10.0.0.0/8, private use (RFC 1918), inside a Teredo address (2001::/32)"
        ),
        (
            "2001:0:a00:1::808:808",
            "10.0.0.0/8, private use (RFC 1918), inside a Teredo address (2001::/32)"
        ),
        ("::10.0.0.1", "10.0.0.0/8, private use (RFC 1918), inside an IPv4-compatible address (::/96)"),
        ("::8.8.8.8", "::/96, IPv4-compatible, deprecated (RFC 4291)"),
        ("4000::1", "outside 2000::/3, reserved (RFC 4291)"),
    ])
    func aRefusalNamesTheRange(text: String, words: String) throws {
        let answer = AddressGuard().verdict(on: try self.address(text), port: 80)
        guard case .refused(let refusal) = answer else {
            Issue.record("\(text) is permitted")
            return
        }
        #expect(refusal.description == words)
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0",
        "192.31.196.1", "192.52.193.1", "192.175.48.1", "198.17.255.255", "198.20.0.0", "223.255.255.255",
        "2606:4700::1111", "2a00::1", "2001:200::1", "2001:4:112::1", "2001:3::1", "2620:4f:8000::1",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1", "2001:0:808:808::f7f7:f7f7", "::ffff:8.8.8.8",
    ])
    func thePublicInternetIsOpen(text: String) throws {
        #expect(AddressGuard().verdict(on: try self.address(text), port: 443) == .permitted)
    }

    @Test func aSeedOpensExactlyItsOwnAddressAndPort() throws {
        var gate = AddressGuard()
        gate.open(try self.address("127.0.0.1"), port: 8080)
        #expect(gate.verdict(on: try self.address("127.0.0.1"), port: 8080) == .permitted)
        #expect(gate.verdict(on: try self.address("::ffff:127.0.0.1"), port: 8080) == .permitted)
        for (text, port) in [("127.0.0.1", 8081), ("127.0.0.2", 8080), ("::1", 8080), ("64:ff9b::127.0.0.1", 8080)] {
            #expect(gate.verdict(on: try self.address(text), port: UInt16(port)) != .permitted, "\(text) \(port)")
        }
    }

    @Test func aBlockOpensWhatLiesInItAndNothingElse() throws {
        var gate = AddressGuard()
        gate.open(try AddressBlock("10.1.0.0/16:8080"))
        gate.open(try AddressBlock("fd00:1::/32"))
        for (text, port, isOpen) in [
            ("10.1.2.3", 8080, true), ("10.1.2.3", 80, false), ("10.2.0.1", 8080, false), ("fd00:1:2::3", 7, true),
            ("fd00:2::1", 7, false), ("192.168.0.1", 8080, false), ("64:ff9b::10.1.2.3", 8080, false),
        ] {
            let verdict = gate.verdict(on: try self.address(text), port: UInt16(port))
            #expect((verdict == .permitted) == isOpen, "\(text) \(port)")
        }
    }

    /// Every row of the registries whose "globally reachable" is not true, and what they leave to others.
    private static let refused = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32", "::/8", "100::/8", "200::/7", "400::/6", "800::/5",
        "1000::/4", "2001::/23", "2001:db8::/32", "3fff::/20", "4000::/2", "8000::/1",
    ]
    /// Rows within those that are globally reachable.
    private static let excepted = ["2001:3::/32", "2001:4:112::/48", "2001:20::/28", "2001:30::/28"]

    /// The guard again, as a list of blocks and textbook arithmetic.
    private struct NaiveGuard {
        let refused: [AddressBlock]
        let excepted: [AddressBlock]

        init() throws {
            self.refused = try AddressGuardTests.refused.map { try AddressBlock($0) }
            self.excepted = try AddressGuardTests.excepted.map { try AddressBlock($0) }
        }

        func permits(high: UInt64, low: UInt64) -> Bool {
            let address = IPAddress(high: high, low: low)
            let last = IPAddress(v4: UInt32(truncatingIfNeeded: low))
            if high == 0x64_FF9B << 32, low >> 32 == 0 { return self.isOutside(last) }
            if high >> 48 == 0x2002 { return self.isOutside(IPAddress(v4: UInt32(truncatingIfNeeded: high >> 16))) }
            if high >> 32 == 0x2001_0000 {
                return self.isOutside(IPAddress(v4: UInt32(truncatingIfNeeded: high)))
                    && self.isOutside(IPAddress(v4: UInt32(truncatingIfNeeded: ~low)))
            }
            return self.isOutside(address)
        }

        private func isOutside(_ address: IPAddress) -> Bool {
            self.excepted.contains { $0.contains(address, port: 80) }
                || !self.refused.contains { $0.contains(address, port: 80) }
        }
    }

    @Test func randomAddressesAreJudgedAsByTheRegistries() throws {
        let model = try NaiveGuard()
        let gate = AddressGuard()
        var dice = SplitMix64(seed: 7)
        let edges = try (AddressGuardTests.refused + AddressGuardTests.excepted).flatMap { text in
            let slash = try #require(text.firstIndex(of: "/"))
            let length = try #require(Int(text[text.index(after: slash)...]))
            let first = try self.bits(String(text[..<slash]))
            let bits = text.contains(":") ? length : length + 96
            // The first and the last address, and their neighbours outside.
            let high: UInt64 = bits >= 64 ? 0 : .max >> UInt64(bits)
            let low: UInt64 = bits <= 64 ? .max : bits == 128 ? 0 : .max >> UInt64(bits - 64)
            let last = (first.0 | high, first.1 | low)
            let after = (last.0 &+ (last.1 == .max ? 1 : 0), last.1 &+ 1)
            let before = (first.0 &- (first.1 == 0 ? 1 : 0), first.1 &- 1)
            return [first, last, after, before]
        }
        for round in 0..<60_000 {
            var (high, low) = edges[round % edges.count]
            if round >= edges.count {
                switch dice.next() % 6 {
                case 0: (high, low) = (0, 0xFFFF_0000_0000 | dice.next() >> 32)
                case 1: (high, low) = (0x64_FF9B << 32, dice.next() >> 32)
                case 2: (high, low) = (dice.next() >> 16 | 0x2002 << 48, dice.next())
                case 3: (high, low) = (dice.next() >> 32 | 0x2001_0000 << 32, dice.next())
                case 4: (high, low) = (dice.next(), dice.next())
                default: (high, low) = (high ^ 1 << (dice.next() % 64), low ^ 1 << (dice.next() % 64))
                }
            }
            let address = IPAddress(high: high, low: low)
            let expected = model.permits(high: high, low: low)
            #expect((gate.verdict(on: address, port: 80) == .permitted) == expected, "\(address)")
            #expect(address.isPrivate == !expected, "\(address)")
        }
    }

    private func bits(_ text: String) throws -> (UInt64, UInt64) {
        if text.contains(":") {
            // Written without a gap in the middle: pieces up to "::".
            let pieces = try text.dropLast(2).split(separator: ":").map { try #require(UInt64($0, radix: 16)) }
            let padded = pieces + repeatElement(0, count: 8 - pieces.count)
            return (padded[..<4].reduce(0) { $0 << 16 | $1 }, padded[4...].reduce(0) { $0 << 16 | $1 })
        }
        return (0, text.split(separator: ".").reduce(0xFFFF) { $0 << 8 | (UInt64($1) ?? 0) })
    }
}
