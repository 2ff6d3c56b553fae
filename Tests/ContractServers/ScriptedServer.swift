import Foundation
import SkitterLock

/// A server on loopback that answers each path with given bytes; for what the fixture web does not offer.
///
/// Each connection has a thread, so that the answers of one never wait for another.
package final class ScriptedServer: Sendable {
    /// What becomes of a connection after an answer.
    package enum End: Sendable {
        case keepOpen, close
        /// Nothing more is sent until the client goes.
        case silence
    }

    /// An answer: bytes, and what follows them.
    package struct Answer: Sendable {
        package var bytes: [UInt8]
        package var end: End

        package init(_ text: String, _ body: [UInt8] = [], end: End = .keepOpen) {
            self.bytes = Array(text.replacingOccurrences(of: "\n", with: "\r\n").utf8) + body
            self.end = end
        }
    }

    package let port: UInt16
    private let listener: Int32
    private let answers: [String: Answer]
    private let heads = Locked<[String]>([])
    private let accepted = Locked(0)

    /// Connections accepted so far.
    package var connections: Int { self.accepted.withLock { $0 } }

    /// Request heads so far, each from the request line to the last field line.
    package var requestHeads: [String] { self.heads.withLock { $0 } }

    package var origin: String { "http://127.0.0.1:\(self.port)" }

    package convenience init(_ answers: [String: Answer]) throws {
        try self.init { _ in answers }
    }

    /// A server whose answers name its port.
    package init(_ answers: (UInt16) -> [String: Answer]) throws {
        self.listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = self.listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && listen(listener, 128) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        let port = UInt16(bigEndian: address.sin_port)
        self.port = port
        self.answers = answers(port)
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(self.listener, nil, nil)
                guard connection >= 0 else {
                    // Closed by whoever accepts: the number might be another server's by the next call.
                    close(self.listener)
                    return
                }
                self.accepted.withLock { $0 += 1 }
                Thread.detachNewThread { self.serve(connection) }
            }
        }
    }

    /// Ends the server; connections end when their clients do.
    package func stop() {
        shutdown(self.listener, Int32(SHUT_RDWR))
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            while let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
                let head = String(decoding: received[..<end.lowerBound], as: UTF8.self)
                received.removeFirst(end.upperBound)
                self.heads.withLock { $0.append(head) }
                let path = head.split(separator: " ").dropFirst().first.map(String.init) ?? ""
                let answer = self.answers[path] ?? Answer("HTTP/1.1 200 OK\nContent-Length: 0\n\n")
                guard self.send(answer.bytes, to: connection) else { return }
                switch answer.end {
                case .keepOpen: continue
                case .close: return
                case .silence:
                    while recv(connection, &buffer, buffer.count, 0) > 0 {}
                    return
                }
            }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            received += buffer[..<count]
        }
    }

    private func send(_ bytes: [UInt8], to connection: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { rest in
                Glibc.send(connection, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }
}
