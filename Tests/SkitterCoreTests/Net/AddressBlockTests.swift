import SkitterCore
import Testing

@Suite struct AddressBlockTests {
    @Test(arguments: [
        ("10.0.0.0/8", "10.0.0.0/8"), ("10.1.2.3", "10.1.2.3/32"), ("10.1.2.3:8080", "10.1.2.3/32:8080"),
        ("10.0.0.0/8:443", "10.0.0.0/8:443"), ("0.0.0.0/0", "0.0.0.0/0"), ("::/0", "::/0"), ("::1", "::1/128"),
        ("fd00::/8", "fd00::/8"), ("[fd00::1]", "fd00::1/128"), ("[fd00::1]:80", "[fd00::1/128]:80"),
        ("[fd00::/8]:80", "[fd00::/8]:80"), ("[fd00::]/8:80", "[fd00::/8]:80"), ("[fd00::]/8", "fd00::/8"),
        ("::ffff:10.0.0.0/104", "10.0.0.0/8"), ("::ffff:10.0.0.1", "10.0.0.1/32"), ("FD00::/8", "fd00::/8"),
    ])
    func aBlockIsReadAndWritten(text: String, canonical: String) throws {
        #expect(try AddressBlock(text).description == canonical)
        #expect(try AddressBlock(canonical) == AddressBlock(text))
    }

    @Test(arguments: [
        ("", "is no IPv4 or IPv6 address"), ("localhost", "is no IPv4 or IPv6 address"),
        ("10.0.0/8", "is no IPv4 or IPv6 address"), ("10.0.0.0/33", "it is 0 to 32"), ("10.0.0.0/", "'/' is no prefix"),
        ("10.0.0.0/-1", "is no prefix"), ("10.0.0.0/+8", "is no prefix"), ("fd00::/129", "it is 0 to 128"),
        ("10.1.2.3/8", "10.0.0.0/8 is the block around it"), ("fd12::/8", "fd00::/8 is the block around it"),
        ("10.0.0.0/8:0", "ports are 1 to 65535"), ("10.0.0.0/8:65536", "ports are 1 to 65535"),
        ("10.0.0.0/8:", "is no port"), ("10.0.0.0/8:http", "is no port"),
        ("fd00::/8:80", "an IPv6 block with a port is written [fd00::/LENGTH]:PORT"), ("[fd00::1", "there is no ']'"),
        ("[10.0.0.1]:80", "brackets hold an IPv6 address"), ("[fd00::1]80", "neither a /LENGTH nor a :PORT"),
        ("::ffff:0.0.0.0/90", "at least a /96"), ("010.0.0.1", "is no IPv4 or IPv6 address"),
        ("[fd00::/8]/8:80", "neither a /LENGTH nor a :PORT"),
    ])
    func whatIsNoBlockIsToldWhy(text: String, why: String) {
        do {
            _ = try AddressBlock(text)
            Issue.record("'\(text)' was taken")
        } catch {
            #expect(error.description.contains(why), "\(error)")
            #expect(error.description.hasPrefix("'\(text)': "))
        }
    }

    @Test func theWholeIPv6SpaceHoldsNoIPv4Address() throws {
        let all = try AddressBlock("::/0")
        #expect(all.contains(IPAddress(high: 1, low: 2), port: 1))
        #expect(!all.contains(IPAddress(v4: 0x0A00_0001), port: 1))
        #expect(!(try AddressBlock("0.0.0.0/0")).contains(IPAddress(high: 0, low: 1), port: 1))
    }
}
