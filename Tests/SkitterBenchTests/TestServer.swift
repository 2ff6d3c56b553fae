import SkitterBench
import SkitterLock
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A small HTTP/1.1 server on loopback: a thread for each connection, a log of all request targets.
final class TestServer: Sendable {
    private let listener: CInt
    private let log = Locked<[String]>([])
    private let connections = Locked(0)
    private let senders = Locked<Set<String>>([])
    private let respond: @Sendable (_ target: String, _ number: Int) -> String
    /// `http://127.0.0.1:PORT`
    let origin: String

    /// Starts a server; `respond` gives the whole response to the request for a target that came as number `number`.
    init(respond: @escaping @Sendable (_ target: String, _ number: Int) -> String) throws {
        self.respond = respond
        #if canImport(Glibc)
            self.listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        #else
            self.listener = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = self.listener
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 128) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard code else { throw ServerError() }
        self.origin = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
        self.acceptAll()
    }

    struct ServerError: Error {}

    /// The targets of all requests, in order.
    var targets: [String] { self.log.withLock { $0 } }
    /// What requests said of their senders.
    var agents: Set<String> { self.senders.withLock { $0 } }
    /// How many connections were made.
    var connectionCount: Int { self.connections.withLock { $0 } }

    /// Ends the listening; connections end with their clients.
    func stop() {
        shutdown(self.listener, CInt(SHUT_RDWR))
        close(self.listener)
    }

    private func acceptAll() {
        OSThread.detached {
            while true {
                let connection = accept(self.listener, nil, nil)
                guard connection >= 0 else { return }
                self.connections.withLock { $0 += 1 }
                OSThread.detached {
                    self.serve(connection)
                    close(connection)
                }
            }
        }
    }

    private func serve(_ connection: CInt) {
        var head: [UInt8] = []
        var byte: UInt8 = 0
        while read(connection, &byte, 1) == 1 {
            head.append(byte)
            guard head.suffix(4) == [13, 10, 13, 10] else { continue }
            let text = String(decoding: head, as: UTF8.self)
            let words = text.split(separator: " ", maxSplits: 2)
            let agent = text.split(separator: "\r\n").first { $0.lowercased().hasPrefix("user-agent:") } ?? ""
            _ = self.senders.withLock { $0.insert(String(agent)) }
            head = []
            guard words.count == 3 else { return }
            let target = String(words[1])
            let number = self.log.withLock { log in
                log.append(target)
                return log.count - 1
            }
            let response = Array(self.respond(target, number).utf8)
            guard send(connection, response, response.count, CInt(MSG_NOSIGNAL)) == response.count else { return }
        }
    }
}

extension String {
    /// A response of `status` with a body of `length` bytes.
    static func response(status: String = "200 OK", length: Int, fields: String = "", letter: Character = "x") -> String
    {
        "HTTP/1.1 \(status)\r\nContent-Length: \(length)\r\n\(fields)\r\n" + String(repeating: letter, count: length)
    }
}
