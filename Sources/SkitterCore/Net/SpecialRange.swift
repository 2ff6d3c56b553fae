/// A block of addresses that no page of the public web is at. The words name it and what it is for.
///
/// From the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, RFC 8190): every row whose "globally
/// reachable" is false, and what those registries leave to others: multicast (RFC 5771, RFC 4291), reserved IPv6 space
/// (RFC 4291, section 2.4), and addresses at which clouds serve credentials.
package enum SpecialRange: String, CaseIterable, Sendable {
    // IPv4
    case thisNetwork = "0.0.0.0/8, this network (RFC 791)"
    case privateUse10 = "10.0.0.0/8, private use (RFC 1918)"
    case sharedSpace = "100.64.0.0/10, shared address space of carriers (RFC 6598)"
    case loopback = "127.0.0.0/8, loopback (RFC 1122)"
    case linkLocal = "169.254.0.0/16, link-local (RFC 3927)"
    case privateUse172 = "172.16.0.0/12, private use (RFC 1918)"
    /// The rows 192.0.0.9 and 192.0.0.10 (PCP, TURN) are globally reachable, but as anycast: the nearest router, which is
    /// one's own, answers. They stay refused.
    case protocolAssignments = "192.0.0.0/24, IETF protocol assignments (RFC 6890)"
    case documentation1 = "192.0.2.0/24, documentation (RFC 5737)"
    /// The row says neither true nor false: a relay, deprecated, and the next one answers.
    case relayAnycast = "192.88.99.0/24, 6to4 relay anycast (RFC 7526)"
    case privateUse192 = "192.168.0.0/16, private use (RFC 1918)"
    case benchmarking = "198.18.0.0/15, benchmarking (RFC 2544)"
    case documentation2 = "198.51.100.0/24, documentation (RFC 5737)"
    case documentation3 = "203.0.113.0/24, documentation (RFC 5737)"
    case multicast = "224.0.0.0/4, multicast (RFC 5771)"
    case reserved = "240.0.0.0/4, reserved (RFC 1112)"
    case broadcast = "255.255.255.255/32, broadcast (RFC 919)"

    // Metadata services: most lie in a block above, but the reason is another one.
    case metadata = "169.254.169.254/32, metadata of the cloud"
    case metadataOfContainers = "169.254.170.2/32, metadata of the cloud's containers"
    case metadataAlibaba = "100.100.100.200/32, metadata of the cloud (Alibaba)"
    case metadataOracle = "192.0.0.192/32, metadata of the cloud (Oracle)"
    /// A public address by its block, but answered by the machine's own host.
    case metadataAzure = "168.63.129.16/32, metadata of the cloud (Azure)"
    case metadataAmazonV6 = "fd00:ec2::/32, metadata of the cloud (Amazon)"
    case metadataGoogleV6 = "fd20:ce::254/128, metadata of the cloud (Google)"

    // IPv6
    case unspecifiedV6 = "::/128, unspecified (RFC 4291)"
    case loopbackV6 = "::1/128, loopback (RFC 4291)"
    case compatibleV6 = "::/96, IPv4-compatible, deprecated (RFC 4291)"
    case localTranslation = "64:ff9b:1::/48, translation to local IPv4 (RFC 8215)"
    case discardOnly = "100::/64, discard-only (RFC 6666)"
    case dummyV6 = "100:0:0:1::/64, dummy (RFC 9780)"
    /// As in IPv4, the anycast rows 2001:1::1, ::2 and ::3 (PCP, TURN, DNS-SD) stay refused.
    case protocolAssignmentsV6 = "2001::/23, IETF protocol assignments (RFC 2928)"
    case benchmarkingV6 = "2001:2::/48, benchmarking (RFC 5180)"
    case deprecatedIdentifiers = "2001:10::/28, ORCHID, deprecated (RFC 4843)"
    case documentationV6 = "2001:db8::/32, documentation (RFC 3849)"
    case longDocumentationV6 = "3fff::/20, documentation (RFC 9637)"
    case segmentRouting = "5f00::/16, segment routing (RFC 9602)"
    case uniqueLocal = "fc00::/7, unique local (RFC 4193)"
    case linkLocalV6 = "fe80::/10, link-local (RFC 4291)"
    case siteLocal = "fec0::/10, site-local, deprecated (RFC 3879)"
    case multicastV6 = "ff00::/8, multicast (RFC 4291)"
    case reservedV6 = "outside 2000::/3, reserved (RFC 4291)"
}

extension SpecialRange: CustomStringConvertible {
    /// The block, and what it is for.
    package var description: String { self.rawValue }
}
