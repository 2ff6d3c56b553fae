internal import SkitterCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The system's look-up of a name, which blocks its thread for as long as the system likes.
enum AddressLookup {
    /// The addresses of `host` in the order of `getaddrinfo`, or why there are none.
    static func addresses(of host: String) -> Result<[IPAddress], FetchError> {
        // A name longer than the DNS can ask for (RFC 1035, section 2.3.4), or one that C would cut at its NUL, names
        // no host.
        guard !host.isEmpty, host.utf8.count <= 254, !host.utf8.contains(0) else {
            return .failure(FetchError(.resolve, "not a host name"))
        }
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        // One entry an address, not one a protocol.
        hints.ai_socktype = AddressLookup.stream
        // No addresses of a family in which this machine has none itself.
        hints.ai_flags = AI_ADDRCONFIG
        var first: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, nil, &hints, &first)
        defer { if let first { freeaddrinfo(first) } }
        guard status == 0 else {
            if AddressLookup.isLocal(host) { return .success(AddressLookup.loopback) }
            return .failure(FetchError(.resolve, String(cString: gai_strerror(status))))
        }
        var addresses: [IPAddress] = []
        var next = first
        while let entry = next?.pointee {
            if let address = IPAddress(entry), !addresses.contains(address) { addresses.append(address) }
            next = entry.ai_next
        }
        return addresses.isEmpty ? .failure(FetchError(.resolve, "no address")) : .success(addresses)
    }

    /// `localhost` and names below it are loopback whatever the system's files say (RFC 6761, section 6.3).
    private static func isLocal(_ host: String) -> Bool {
        host == "localhost" || host.hasSuffix(".localhost")
    }

    private static let loopback = [IPAddress(v4: 0x7F00_0001), IPAddress(high: 0, low: 1)]

    #if canImport(Glibc)
        private static let stream = Int32(SOCK_STREAM.rawValue)
    #else
        private static let stream = SOCK_STREAM
    #endif
}

extension IPAddress {
    /// The address in `entry`, or nil for a family that is neither IPv4 nor IPv6.
    fileprivate init?(_ entry: addrinfo) {
        guard let socketAddress = entry.ai_addr else { return nil }
        let bytes = UnsafeRawBufferPointer(start: socketAddress, count: Int(entry.ai_addrlen))
        switch entry.ai_family {
        case AF_INET:
            guard bytes.count >= MemoryLayout<sockaddr_in>.size else { return nil }
            let address = bytes.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr
            self.init(v4: UInt32(bigEndian: address))
        case AF_INET6:
            guard bytes.count >= MemoryLayout<sockaddr_in6>.size else { return nil }
            let address = bytes.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            let (high, low) = withUnsafeBytes(of: address) { octets in
                (octets.loadUnaligned(as: UInt64.self), octets.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            }
            self.init(high: UInt64(bigEndian: high), low: UInt64(bigEndian: low))
        default:
            return nil
        }
    }
}
