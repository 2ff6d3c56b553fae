import Foundation

/// A client that knows nothing of HTTP: it writes bytes and collects what comes back.
struct RawClient {
    enum Ending: Equatable {
        /// The server closed (FIN).
        case closed
        /// The server reset the connection (RST).
        case reset
        /// Nothing more came for the whole waiting time.
        case silent
        /// As many bytes came as were asked for.
        case enough
    }

    struct Reply {
        var bytes: [UInt8]
        var ending: Ending

        var text: String { String(decoding: self.bytes, as: UTF8.self) }
        /// After the first empty line.
        var body: [UInt8] {
            var index = 0
            while index + 3 < self.bytes.count {
                if self.bytes[index..<(index + 4)].elementsEqual([13, 10, 13, 10]) { return Array(self.bytes[(index + 4)...]) }
                index += 1
            }
            return []
        }
        var head: String { String(decoding: self.bytes.dropLast(self.body.count), as: UTF8.self) }
        var status: Int? { self.text.split(separator: " ").dropFirst().first.flatMap { Int($0) } }
    }

    enum Failure: Error {
        case cannotConnect
    }

    /// Sends `request` and reads until the server ends the connection, is silent for `patience`, or `limit` bytes have come.
    static func exchange(_ request: String, port: UInt16, patienceSeconds: Double = 20, limit: Int = .max) async throws -> Reply {
        let bytes = Array(request.utf8)
        // Blocking calls have no place on the cooperative pool, whose few threads the server needs too.
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try Self.blocking(bytes, port, patienceSeconds, limit) })
            }
        }
    }

    static func get(_ target: String, port: UInt16, headers: String = "", patienceSeconds: Double = 20, limit: Int = .max) async throws -> Reply {
        try await Self.exchange(
            "GET \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\(headers)Connection: close\r\n\r\n", port: port,
            patienceSeconds: patienceSeconds, limit: limit)
    }

    private static func blocking(_ request: [UInt8], _ port: UInt16, _ patience: Double, _ limit: Int) throws -> Reply {
        let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(file) }
        var timeout = timeval(tv_sec: Int(patience), tv_usec: Int((patience - patience.rounded(.down)) * 1_000_000))
        setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        guard connected == 0 else { throw Failure.cannotConnect }
        var sent = 0
        while sent < request.count {
            let count = request[sent...].withUnsafeBytes { send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { break }
            sent += count
        }
        var reply = Reply(bytes: [], ending: .closed)
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(file, &buffer, buffer.count, 0)
            if count > 0 {
                reply.bytes += buffer[..<count]
                if reply.bytes.count >= limit {
                    reply.ending = .enough
                    return reply
                }
            } else {
                if count < 0 { reply.ending = errno == ECONNRESET ? .reset : .silent }
                return reply
            }
        }
    }
}
