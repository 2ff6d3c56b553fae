import Foundation
import SkitterCore
import SkitterTesting
import Testing

/// A request as it is written: no client of a library sends a path with dots in it.
enum RawRequest {
    /// All that the server at `origin` on 127.0.0.1 answers to a request for `target`, until it closes the connection.
    static func answer(
        to target: String, of origin: String, method: String = "GET", host: String? = nil, fields: [String] = []
    ) async throws -> String {
        let port = try #require(try CrawlURL(origin).port)
        let lines =
            ["\(method) \(target) HTTP/1.1", "Host: \(host ?? "127.0.0.1:\(port)")", "Connection: close"] + fields
        let request = lines.joined(separator: "\r\n") + "\r\n\r\n"
        // Reading waits for the server: in a thread of its own, not in one of the few that run all tests.
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try Self.exchange(Array(request.utf8), port: port) })
            }
        }
    }

    private static func exchange(_ request: [UInt8], port: UInt16) throws -> String {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isConnected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        try #require(isConnected)
        // A server that never answers fails the test and does not hold it.
        var patience = timeval(tv_sec: 10 * Patience.factor, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        try #require(send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count)
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            answer += buffer.prefix(count)
        }
        return String(decoding: answer, as: UTF8.self)
    }
}
