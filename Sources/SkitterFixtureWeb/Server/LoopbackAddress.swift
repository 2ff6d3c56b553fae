internal import FlyingSocks

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Darwin)
    private import Darwin
#endif

/// An address that only this machine reaches.
struct LoopbackAddress {
    private enum Value {
        case ip4(String)
        case ip6
    }

    private let value: Value

    init(_ host: String) throws(FixtureServerError) {
        var parsed = in_addr()
        if host == "localhost" {
            self.value = .ip4("127.0.0.1")
        } else if host == "::1" || host == "[::1]" {
            self.value = .ip6
        } else if inet_pton(AF_INET, host, &parsed) == 1, UInt32(bigEndian: parsed.s_addr) >> 24 == 127 {
            self.value = .ip4(host)
        } else {
            throw FixtureServerError(
                code: .notLoopback,
                message: "The fixture server listens on loopback only (127.0.0.1 or ::1), not on \(host).")
        }
    }

    /// As it stands in a URL.
    var urlHost: String {
        switch self.value {
        case .ip4(let address): address
        case .ip6: "[::1]"
        }
    }

    func listen(port: UInt16) throws(FixtureServerError) -> Socket {
        do {
            switch self.value {
            case .ip4(let address): return try Self.listen(.inet(ip4: address, port: port))
            case .ip6: return try Self.listen(.loopback(port: port))
            }
        } catch SocketError.failed(_, let number, _) where number == EADDRINUSE {
            throw FixtureServerError(
                code: .portInUse,
                message: "Port \(port) of \(self.urlHost) is in use; choose another one, or 0 for any free port.")
        } catch {
            throw FixtureServerError(
                code: .cannotListen,
                message: "The fixture server cannot listen on \(self.urlHost):\(port): \(error)")
        }
    }

    private static func listen(_ address: some SocketAddress) throws -> Socket {
        let socket = try Socket(domain: Int32(address.family))
        do {
            try socket.setValue(true, for: .localAddressReuse)
            _ = fcntl(socket.file.rawValue, F_SETFD, FD_CLOEXEC)
            try socket.bind(to: address)
        } catch {
            try? socket.close()
            throw error
        }
        try socket.listen(maxPendingConnection: 4_096)
        return socket
    }
}

extension Socket {
    var boundPort: UInt16 {
        get throws {
            switch try self.sockname() {
            case .ip4(_, port: let port), .ip6(_, port: let port): port
            case .unix: 0
            }
        }
    }
}
