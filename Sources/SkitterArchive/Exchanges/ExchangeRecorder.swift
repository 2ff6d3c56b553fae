internal import Dispatch
internal import SkitterLock

/// Keeps exchanges in a recording, on a thread of its own: whoever notes one goes on at once, unless the disk is behind by more
/// than ``limitBytes``.
package final class ExchangeRecorder: Sendable {
    /// What may wait to be written. 16 MiB: as much as a disk takes in a moment.
    private static let limitBytes = 16 << 20
    /// What an exchange takes besides its body, about.
    private static let exchangeBytes = 1024

    private struct State {
        /// What nobody writes yet.
        var waiting: [RecordedExchange] = []
        var waitingBytes = 0
        /// Whether somebody writes.
        var isWriting = false
        /// Who waits until there is room.
        var forRoom: [CheckedContinuation<Void, Never>] = []
        /// Who waits until all is written.
        var forEnd: [CheckedContinuation<Void, Never>] = []
        /// Why no more is written.
        var error: ArchiveError?
        /// Is told of it, once.
        var whenFailed: (@Sendable () -> Void)?
    }

    private let state = Locked(State())
    private let queue = DispatchQueue(label: "skitter.recording")
    /// Used on the queue alone.
    private let writer: Locked<ExchangeWriter>
    /// Whose the recording is.
    package let header: RecordingHeader

    /// Records into `writer`.
    package init(_ writer: consuming sending ExchangeWriter) {
        self.header = writer.header
        self.writer = Locked(writer)
    }

    /// Calls `body` when something could not be written: now, where that has happened.
    package func whenFailed(_ body: @escaping @Sendable () -> Void) {
        let isLate = self.state.withLock { state in
            state.whenFailed = body
            return state.error != nil
        }
        if isLate { body() }
    }

    /// Writes `exchange` soon; returns when there is room for the next.
    package func note(_ exchange: RecordedExchange) async {
        let (starts, isFull) = self.state.withLock { state in
            guard state.error == nil else { return (false, false) }
            state.waiting.append(exchange)
            state.waitingBytes += exchange.body.count + ExchangeRecorder.exchangeBytes
            let starts = !state.isWriting
            state.isWriting = true
            return (starts, state.waitingBytes > ExchangeRecorder.limitBytes)
        }
        if starts { self.queue.async { self.drain() } }
        guard isFull else { return }
        await withCheckedContinuation { continuation in
            let hasRoom = self.state.withLock { state in
                guard state.isWriting, state.waitingBytes > ExchangeRecorder.limitBytes else { return true }
                state.forRoom.append(continuation)
                return false
            }
            if hasRoom { continuation.resume() }
        }
    }

    /// Returns once all that was noted is written; throws where something could not be.
    package func finish() async throws(ArchiveError) {
        await withCheckedContinuation { continuation in
            let isDone = self.state.withLock { state in
                guard state.isWriting else { return true }
                state.forEnd.append(continuation)
                return false
            }
            if isDone { continuation.resume() }
        }
        if let error = self.state.withLock({ $0.error }) { throw error }
    }

    private enum Turn {
        case write([RecordedExchange], room: [CheckedContinuation<Void, Never>])
        case done([CheckedContinuation<Void, Never>])
    }

    private func drain() {
        while true {
            switch self.state.withLock(ExchangeRecorder.turn) {
            case .write(let batch, let room):
                for continuation in room { continuation.resume() }
                do throws(ArchiveError) {
                    try self.writer.withLock { writer throws(ArchiveError) in try writer.append(batch) }
                } catch {
                    self.failed(error)
                }
            case .done(let ends):
                for continuation in ends { continuation.resume() }
                return
            }
        }
    }

    private static func turn(_ state: inout sending State) -> sending Turn {
        if state.waiting.isEmpty {
            state.isWriting = false
            defer { state.forEnd = [] }
            return .done(state.forEnd + state.forRoom)
        }
        defer {
            state.waiting = []
            state.waitingBytes = 0
            state.forRoom = []
        }
        return .write(state.waiting, room: state.forRoom)
    }

    private func failed(_ error: ArchiveError) {
        let tell = self.state.withLock { state in
            state.error = state.error ?? error
            state.waiting = []
            state.waitingBytes = 0
            defer { state.whenFailed = nil }
            return state.whenFailed
        }
        tell?()
    }
}
