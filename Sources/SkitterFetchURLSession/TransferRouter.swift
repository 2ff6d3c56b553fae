internal import Foundation
internal import SkitterCore

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// The session's delegate: hands each event to the transfer of its task, without state and without a look-up.
///
/// A transfer is kept in its task's `delegate`. FoundationNetworking (6.3) keeps that property but calls the session's
/// delegate all the same, hence this router.
final class TransferRouter: NSObject, URLSessionDataDelegate, Sendable {
    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        (dataTask.delegate as? Transfer)?.received(response)
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        (dataTask.delegate as? Transfer)?.received(data)
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        guard let transfer = task.delegate as? Transfer else { return }
        if transfer.received(redirect: response) == .refuse { completionHandler(nil) }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
        completionHandler: @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
    ) {
        // Not answered: the transfer takes what has come and cancels the task.
        (task.delegate as? Transfer)?.challenged(with: task.response)
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        (task.delegate as? Transfer)?.completed(error, response: task.response)
    }
}
