extension SpecialRange {
    /// The narrowest range that holds this IPv4 address; nil for an address of the public Internet.
    package init?(v4: UInt32) {
        switch v4 >> 24 {
        case 0: self = .thisNetwork
        case 10: self = .privateUse10
        case 100 where v4 >> 22 == 0x6440_0000 >> 22: self = v4 == 0x6464_64C8 ? .metadataAlibaba : .sharedSpace
        case 127: self = .loopback
        case 168 where v4 == 0xA83F_8110: self = .metadataAzure
        case 169 where v4 >> 16 == 0xA9FE:
            self = v4 == 0xA9FE_A9FE ? .metadata : v4 == 0xA9FE_AA02 ? .metadataOfContainers : .linkLocal
        case 172 where v4 >> 20 == 0xAC10_0000 >> 20: self = .privateUse172
        case 192:
            switch v4 >> 8 & 0xFFFF {
            case 0: self = v4 & 0xFF == 192 ? .metadataOracle : .protocolAssignments
            case 2: self = .documentation1
            case 0x5863: self = .relayAnycast
            case 0xA800...0xA8FF: self = .privateUse192
            default: return nil
            }
        case 198 where v4 >> 17 == 0xC612_0000 >> 17: self = .benchmarking
        case 198 where v4 >> 8 == 0xC6_3364: self = .documentation2
        case 203 where v4 >> 8 == 0xCB_0071: self = .documentation3
        case 224...239: self = .multicast
        case 240...255: self = v4 == .max ? .broadcast : .reserved
        default: return nil
        }
    }

    /// The narrowest range that holds the IPv6 address of these 128 bits, whatever IPv4 address it may embed; nil for one
    /// of the public Internet.
    package init?(high: UInt64, low: UInt64) {
        if high >> 61 == 0b001 {
            guard let range = SpecialRange(unicast: high) else { return nil }
            self = range
            return
        }
        switch high >> 56 {
        case 0 where high == 0 && low >> 32 == 0:
            self = low == 0 ? .unspecifiedV6 : low == 1 ? .loopbackV6 : .compatibleV6
        case 0 where high >> 16 == 0x0064_FF9B_0001: self = .localTranslation
        case 1 where high == 0x0100_0000_0000_0000: self = .discardOnly
        case 1 where high == 0x0100_0000_0000_0001: self = .dummyV6
        case 0x5F where high >> 48 == 0x5F00: self = .segmentRouting
        case 0xFC, 0xFD:
            if high >> 32 == 0xFD00_0EC2 {
                self = .metadataAmazonV6
            } else if high == 0xFD20_00CE_0000_0000, low == 0x254 {
                self = .metadataGoogleV6
            } else {
                self = .uniqueLocal
            }
        case 0xFE where high >> 54 == 0xFE80 >> 6: self = .linkLocalV6
        case 0xFE where high >> 54 == 0xFEC0 >> 6: self = .siteLocal
        case 0xFF: self = .multicastV6
        default: self = .reservedV6
        }
    }

    /// Within 2000::/3, the global unicast space. Teredo (2001::/32) counts as public here: who asks judges the IPv4
    /// addresses in it.
    private init?(unicast high: UInt64) {
        switch high >> 48 {
        case 0x2001:
            let second = high >> 32 & 0xFFFF
            switch second {
            case 0: return nil
            case 2 where high >> 16 & 0xFFFF == 0: self = .benchmarkingV6
            // Rows that are globally reachable: AMT, AS112, ORCHIDv2, drone identifiers.
            case 3, 0x20...0x3F: return nil
            case 4 where high >> 16 & 0xFFFF == 0x112: return nil
            case 0x10...0x1F: self = .deprecatedIdentifiers
            case 0...0x1FF: self = .protocolAssignmentsV6
            case 0xDB8: self = .documentationV6
            default: return nil
            }
        case 0x3FFF where high >> 44 == 0x3_FFF0: self = .longDocumentationV6
        default: return nil
        }
    }
}
