internal import Dispatch
internal import Foundation
internal import SkitterCore
internal import SkitterLock

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// What the transfers of one session share.
final class SessionCore: Sendable {
    /// URLSession itself.
    let session: URLSession
    /// Where tasks are started and cancelled: both block their thread on URLSession's own queue, so neither is done on
    /// a thread of the Swift pool, on the thread of a cancelling caller, or inside a callback.
    let control = DispatchQueue(label: "skitter.urlsession.control")
    /// The deadlines of all transfers.
    let deadlines = DeadlineTimer()

    /// Sessions are never released: a session's end has raced with its last callbacks.
    private static let immortal = Locked<[URLSession]>([])

    init(connectionsPerHost: Int) {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = max(1, connectionsPerHost)
        configuration.httpCookieStorage = nil
        configuration.httpCookieAcceptPolicy = .never
        configuration.httpShouldSetCookies = false
        configuration.urlCache = nil
        configuration.urlCredentialStorage = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        self.session = URLSession(
            configuration: configuration, delegate: TransferRouter(), delegateQueue: InlineQueue.make())
        SessionCore.immortal.withLock { $0.append(self.session) }
    }
}
