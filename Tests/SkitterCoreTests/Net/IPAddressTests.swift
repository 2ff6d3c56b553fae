import SkitterCore
import Testing

@Suite struct IPAddressTests {
    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1"), ("255.255.255.255", "255.255.255.255"), ("[::1]", "::1"),
        ("[2001:db8::2:1]", "2001:db8::2:1"), ("[::]", "::"),
        ("[1:2:3:4:5:6:7:8]", "1:2:3:4:5:6:7:8"),
        ("[1::]", "1::"), ("[::ffff:a00:1]", "10.0.0.1"),
    ])
    func aSerialisedHostIsReadAsItsAddress(host: String, text: String) {
        #expect(IPAddress(urlHost: host)?.description == text)
    }

    @Test(arguments: [
        "", "example.org", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.x", "[]", "[::1", "[1:2]", "[1::2::3]",
        "[:1:2:3:4:5:6:7]",
        "[12345::]", "[1:2:3:4:5:6:7:8:9]", "[+1::]", "1.2..4", "+1.2.3.4", "01.2.3.4", "[::1%1]",
    ])
    func whatIsNoAddressIsNone(host: String) {
        #expect(IPAddress(urlHost: host) == nil)
    }

    @Test(arguments: [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[fd12::1]", "[ff02::1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::a00:1]", "[2002:a00:1::]", "[::7f00:1]", "198.18.0.1", "192.0.0.1",
    ])
    func whatIsNotOfThePublicInternetIsPrivate(host: String) throws {
        #expect(try #require(IPAddress(urlHost: host)).isPrivate)
    }

    @Test(arguments: [
        "8.8.8.8", "172.32.0.1", "100.128.0.1", "[2606:4700::1]", "[64:ff9b::808:808]", "198.20.0.1", "192.0.1.1",
    ])
    func publicAddressesAreNot(host: String) throws {
        #expect(try #require(IPAddress(urlHost: host)).isPrivate == false)
    }
}
