internal import SkitterCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A socket that never blocks, closed with its last owner.
final class LiveSocket: Sendable {
    let number: CInt

    init(owning number: CInt) {
        self.number = number
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
    }

    deinit {
        close(self.number)
    }

    /// Listens on `address` and `port`.
    static func listening(on address: IPAddress, port: UInt16) throws(LiveServerError) -> LiveSocket {
        let family = address.v4 == nil ? AF_INET6 : AF_INET
        #if canImport(Glibc)
            let number = Glibc.socket(family, CInt(SOCK_STREAM.rawValue), 0)
        #else
            let number = Darwin.socket(family, SOCK_STREAM, 0)
        #endif
        guard number >= 0 else { throw LiveServerError("no socket: \(LiveSocket.reason)") }
        let socket = LiveSocket(owning: number)
        var on: CInt = 1
        setsockopt(number, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<CInt>.size))
        guard LiveSocket.bind(number, address, port) == 0, listen(number, 64) == 0 else {
            throw LiveServerError("cannot listen on \(LiveSocket.text(address, port)): \(LiveSocket.reason)")
        }
        return socket
    }

    /// The port that it is bound to.
    var port: UInt16 {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { storage in
            let result = storage.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(self.number, $0, &length)
            }
            guard result == 0 else { return 0 }
            // The port stands in the same place for both families.
            return storage.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                UInt16(bigEndian: $0.pointee.sin_port)
            }
        }
    }

    /// The next connection that waits, if one does.
    func accepted() -> LiveSocket? {
        let number = accept(self.number, nil, nil)
        return number < 0 ? nil : LiveSocket(owning: number)
    }

    /// What a call on a socket came to.
    enum Transfer {
        case bytes(Int)
        /// Nothing can be done now.
        case later
        /// The other side has gone.
        case over
    }

    /// Reads what has come into `buffer`.
    func read(into buffer: inout [UInt8]) -> Transfer {
        let count = recv(self.number, &buffer, buffer.count, 0)
        if count > 0 { return .bytes(count) }
        return count < 0 && LiveSocket.isTransient(errno) ? .later : .over
    }

    /// Writes some of `bytes`.
    func write(_ bytes: ArraySlice<UInt8>) -> Transfer {
        #if canImport(Glibc)
            let flags = CInt(MSG_NOSIGNAL)
        #else
            let flags: CInt = 0
        #endif
        let count = bytes.withUnsafeBytes { send(self.number, $0.baseAddress, $0.count, flags) }
        if count >= 0 { return .bytes(count) }
        return LiveSocket.isTransient(errno) ? .later : .over
    }

    /// `127.0.0.1:80`, `[::1]:80`.
    static func text(_ address: IPAddress, _ port: UInt16) -> String {
        address.v4 == nil ? "[\(address)]:\(port)" : "\(address):\(port)"
    }

    private static func isTransient(_ number: CInt) -> Bool {
        number == EAGAIN || number == EWOULDBLOCK || number == EINTR
    }

    private static var reason: String { String(cString: strerror(errno)) }

    private static func bind(_ number: CInt, _ address: IPAddress, _ port: UInt16) -> CInt {
        if let v4 = address.v4 {
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port.bigEndian
            name.sin_addr.s_addr = v4.bigEndian
            return withUnsafePointer(to: &name) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    LiveSocket.bind(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
        }
        var name = sockaddr_in6()
        name.sin6_family = sa_family_t(AF_INET6)
        name.sin6_port = port.bigEndian
        guard inet_pton(AF_INET6, address.description, &name.sin6_addr) == 1 else { return -1 }
        return withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                LiveSocket.bind(number, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
            }
        }
    }

    private static func bind(_ number: CInt, _ name: UnsafePointer<sockaddr>, _ length: socklen_t) -> CInt {
        #if canImport(Glibc)
            Glibc.bind(number, name, length)
        #else
            Darwin.bind(number, name, length)
        #endif
    }
}
