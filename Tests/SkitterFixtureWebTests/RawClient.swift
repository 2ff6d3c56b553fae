import Foundation
import SkitterTesting

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
                if self.bytes[index..<(index + 4)].elementsEqual([13, 10, 13, 10]) {
                    return Array(self.bytes[(index + 4)...])
                }
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

    /// A connection that stays open between reads.
    struct Connection {
        fileprivate let file: Int32

        /// Reads until the server ends the connection, is silent, or `limit` bytes have come.
        func read(limit: Int = .max) async throws -> Reply {
            try await RawClient.onOwnThread { RawClient.read(self.file, limit) }
        }

        /// Whether anything is there to be read at this moment.
        var pending: Ending {
            var byte: UInt8 = 0
            switch recv(self.file, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) {
            case 0: return .closed
            case 1: return .enough
            default: return errno == ECONNRESET ? .reset : .silent
            }
        }

        func close() {
            _ = Foundation.close(self.file)
        }
    }

    static func open(_ request: String, port: UInt16) async throws -> Connection {
        try await Self.onOwnThread {
            try Connection(file: Self.connectAndSend(Array(request.utf8), port))
        }
    }

    /// Sends `request` and reads until the server ends the connection, is silent for too long, or `limit` bytes have come.
    static func exchange(_ request: String, port: UInt16, limit: Int = .max) async throws -> Reply {
        let connection = try await Self.open(request, port: port)
        defer { connection.close() }
        return try await connection.read(limit: limit)
    }

    static func get(_ target: String, port: UInt16, headers: String = "", limit: Int = .max) async throws -> Reply {
        try await Self.exchange(Self.request(target, headers), port: port, limit: limit)
    }

    static func request(_ target: String, _ headers: String = "") -> String {
        "GET \(target) HTTP/1.1\r\nHost: a.example\r\n\(headers)Connection: close\r\n\r\n"
    }

    /// Blocking calls have a thread of their own: the server needs the few threads of the global pool.
    private static func onOwnThread<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws
        -> Result
    {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Swift.Result { try work() }) }
        }
    }

    private static func connectAndSend(_ request: [UInt8], _ port: UInt16) throws -> Int32 {
        let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var timeout = timeval(tv_sec: 20 * Patience.factor, tv_usec: 0)
        setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            close(file)
            throw Failure.cannotConnect
        }
        var sent = 0
        while sent < request.count {
            let count = request[sent...].withUnsafeBytes { send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { break }
            sent += count
        }
        return file
    }

    private static func read(_ file: Int32, _ limit: Int) -> Reply {
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
