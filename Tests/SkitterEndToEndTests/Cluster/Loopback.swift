#if Cluster
import Foundation

/// Sockets on 127.0.0.1.
enum Loopback {
    /// A socket that listens on a port that the system chooses.
    static func listener() throws -> (socket: Int32, port: UInt16) {
        let descriptor = try self.bound(to: 0)
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                listen(descriptor, 128) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isListening else {
            close(descriptor)
            throw POSIXError(.EADDRINUSE)
        }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    /// Whether a server could listen there.
    static func isFree(_ port: UInt16) -> Bool {
        guard let descriptor = try? self.bound(to: port) else { return false }
        close(descriptor)
        return true
    }

    /// A connection to a port; nil where nobody listens.
    static func connection(to port: UInt16) -> Int32? {
        let descriptor = self.socket()
        let isConnected = self.withAddress(port) { connect(descriptor, $0, $1) == 0 }
        if isConnected { return descriptor }
        close(descriptor)
        return nil
    }

    private static func socket() -> Int32 {
        Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    }

    private static func bound(to port: UInt16) throws -> Int32 {
        let descriptor = self.socket()
        guard self.withAddress(port, { bind(descriptor, $0, $1) == 0 }) else {
            close(descriptor)
            throw POSIXError(.EADDRINUSE)
        }
        return descriptor
    }

    private static func withAddress<Answer>(
        _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Answer
    ) -> Answer {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
#endif
