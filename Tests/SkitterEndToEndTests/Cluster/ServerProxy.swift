#if Cluster
import Foundation
import SkitterLock

/// A way to servers that can be cut: while it is, connections stay open, and nothing goes through.
final class ServerProxy: Sendable {
    /// One port for each port behind it.
    let ports: [UInt16]
    private let listeners: [Listener]
    private let gate = Gate()

    /// What becomes of what comes through.
    private enum State {
        case open
        /// Whoever comes waits; connections stay.
        case shut
        /// Connections are closed.
        case gone
    }

    private final class Gate: Sendable {
        private let condition = NSCondition()
        private let state = Locked(State.open)
        /// What is done once some bytes have gone to a server.
        let watch = Locked<(bytes: [UInt8], act: @Sendable () -> Void)?>(nil)
        /// Of connections that are open.
        private let sockets = Locked<Set<Int32>>([])

        func set(_ state: State) {
            self.condition.lock()
            self.state.withLock { $0 = state }
            self.condition.broadcast()
            self.condition.unlock()
            guard case .gone = state else { return }
            self.sockets.withLock { for socket in $0 { shutdown(socket, Int32(SHUT_RDWR)) } }
        }

        /// Returns whether what waits may go on.
        func pass() -> Bool {
            self.condition.lock()
            defer { self.condition.unlock() }
            while true {
                switch self.state.withLock({ $0 }) {
                case .open: return true
                case .gone: return false
                case .shut: self.condition.wait()
                }
            }
        }

        /// These bytes have gone to a server.
        func sent(_ bytes: ArraySlice<UInt8>) {
            let act = self.watch.withLock { watch -> (@Sendable () -> Void)? in
                guard let (awaited, act) = watch, bytes.firstRange(of: awaited) != nil else { return nil }
                watch = nil
                return act
            }
            act?()
        }

        func opened(_ socket: Int32) { self.sockets.withLock { _ = $0.insert(socket) } }

        func close(_ socket: Int32) {
            self.sockets.withLock { _ = $0.remove(socket) }
            Foundation.close(socket)
        }
    }

    private final class Listener: Sendable {
        /// nil once it is closed: its number may be another socket's.
        private let socket: Locked<Int32?>

        init(_ socket: Int32) {
            self.socket = Locked(socket)
        }

        /// Until it is stopped.
        func forEachClient(_ body: (Int32) -> Void) {
            guard let socket = self.socket.withLock({ $0 }) else { return }
            while case let client = accept(socket, nil, nil), client >= 0 { body(client) }
            self.socket.withLock {
                $0 = nil
                close(socket)
            }
        }

        func stop() {
            self.socket.withLock { if let socket = $0 { shutdown(socket, Int32(SHUT_RDWR)) } }
        }
    }

    /// A way to these ports.
    init(to ports: [UInt16]) throws {
        let listeners = try ports.map { _ in try Loopback.listener() }
        self.ports = listeners.map(\.port)
        self.listeners = listeners.map { Listener($0.socket) }
        for (listener, port) in zip(self.listeners, ports) {
            Thread.detachNewThread { [gate = self.gate] in
                listener.forEachClient { client in
                    Thread.detachNewThread { ServerProxy.connect(client, to: port, through: gate) }
                }
            }
        }
    }

    deinit {
        self.gate.set(.gone)
        for listener in self.listeners { listener.stop() }
    }

    /// One of the servers is dead: nobody listens for it any more.
    func serverDied(_ number: Int) { self.listeners[number].stop() }

    /// Connections stay open, and nothing goes through.
    func cut() { self.gate.set(.shut) }

    /// Does something as soon as a prepared statement of this name has gone to a server; its answer has not come yet.
    func upon(_ statement: String, _ act: @escaping @Sendable () -> Void) {
        self.gate.watch.withLock { $0 = ([0] + Array(statement.utf8) + [0], act) }
    }

    /// Whether it is done.
    var isDone: Bool { self.gate.watch.withLock { $0 == nil } }

    /// Servers seem to be gone.
    func drop() { self.gate.set(.gone) }

    /// Everything goes through again.
    func mend() { self.gate.set(.open) }

    /// One connection, from its beginning to its end.
    private static func connect(_ client: Int32, to port: UInt16, through gate: Gate) {
        guard gate.pass(), let server = Loopback.connection(to: port) else {
            close(client)
            return
        }
        for socket in [client, server] { gate.opened(socket) }
        let isBackOver = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            self.forward(from: server, to: client, through: gate) { _ in }
            isBackOver.signal()
        }
        self.forward(from: client, to: server, through: gate) { gate.sent($0) }
        isBackOver.wait()
        for socket in [client, server] { gate.close(socket) }
    }

    /// Until one of them ends; then the other is told.
    private static func forward(
        from source: Int32, to sink: Int32, through gate: Gate, sent: (ArraySlice<UInt8>) -> Void
    ) {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while case let count = recv(source, &buffer, buffer.count, 0), count > 0 {
            guard gate.pass(), self.send(buffer[..<count], to: sink) else { break }
            sent(buffer[..<count])
        }
        _ = gate.pass()
        for socket in [source, sink] { shutdown(socket, Int32(SHUT_RDWR)) }
    }

    private static func send(_ bytes: ArraySlice<UInt8>, to sink: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(sink, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
#endif
