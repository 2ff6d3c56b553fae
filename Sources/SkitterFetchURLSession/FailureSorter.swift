internal import Foundation
internal import SkitterCore

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// Sorts what URLSession says at the end of a failed task into the classes of ``FetchError``.
///
/// On Linux most failures share the code -1 (`NSURLErrorUnknown`) and differ in libcurl's sentence alone; these
/// sentences have been stable for ten years. What is not recognised is ``FetchError/Code/other``.
enum FailureSorter {
    /// The class of `error`, and its sentence.
    static func fetchError(for error: any Error) -> FetchError {
        let sentence = FailureSorter.sentence(of: error)
        return FetchError(FailureSorter.class(of: (error as NSError).code, sentence), sentence)
    }

    private static func sentence(of error: any Error) -> String {
        let info = (error as NSError).userInfo
        if let underlying = info[NSUnderlyingErrorKey] as? NSError,
            let text = underlying.userInfo[NSLocalizedDescriptionKey] as? String
        {
            return text
        }
        return info[NSLocalizedDescriptionKey] as? String ?? "URLSession failed with \((error as NSError).code)"
    }

    private static func `class`(of code: Int, _ sentence: String) -> FetchError.Code {
        switch code {
        case NSURLErrorCannotFindHost, NSURLErrorDNSLookupFailed: .resolve
        case NSURLErrorCannotConnectToHost, NSURLErrorNotConnectedToInternet: .connect
        case NSURLErrorTimedOut: sentence.hasPrefix("Failed to connect") ? .connect : .timeout
        case NSURLErrorNetworkConnectionLost: .disconnected
        case NSURLErrorBadURL: .unsupported
        // Also the code of what is no HTTP: HTTP/0.9, and status lines that libcurl does not know.
        case NSURLErrorUnsupportedURL:
            FailureSorter.unsupported.contains(where: sentence.hasPrefix) ? .unsupported : .badResponse
        case NSURLErrorCancelled: .cancelled
        case NSURLErrorClientCertificateRequired...NSURLErrorSecureConnectionFailed: .tls
        case NSURLErrorBadServerResponse: sentence.hasPrefix("Empty reply") ? .disconnected : .badResponse
        default: FailureSorter.class(of: sentence)
        }
    }

    private static func `class`(of sentence: String) -> FetchError.Code {
        for (beginning, code) in FailureSorter.beginnings where sentence.hasPrefix(beginning) { return code }
        // All that libcurl finds wrong with chunks ends like this, whatever it is.
        if sentence.contains("chunked-encod") { return .badResponse }
        return sentence.contains("SSL") || sentence.contains("TLS") ? .tls : .other
    }

    private static let unsupported = ["Protocol ", "unsupported URL"]

    private static let beginnings: [(String, FetchError.Code)] = [
        ("Failed to connect", .connect), ("Couldn't connect", .connect), ("Could not resolve", .resolve),
        ("Immediate connect fail", .connect), ("connect to", .connect), ("bind failed", .connect),
        ("transfer closed", .disconnected), ("Transferred a partial file", .disconnected),
        ("Recv failure", .disconnected), ("Send failure", .disconnected), ("Empty reply", .disconnected),
        ("Server returned nothing", .disconnected), ("Failure when receiving", .disconnected),
        ("Failed sending data", .disconnected), ("HTTP/2 stream", .disconnected), ("Stream error", .disconnected),
        ("OpenSSL SSL_read: ", .disconnected), ("OpenSSL SSL_write: ", .disconnected),
        ("Received HTTP/0.9", .badResponse), ("Unsupported HTTP", .badResponse), ("Weird server reply", .badResponse),
        ("Invalid status line", .badResponse), ("Header without colon", .badResponse), ("Nul byte", .badResponse),
        ("Failed writing", .badResponse), ("Failure writing", .badResponse), ("Error while processing", .badResponse),
        ("Unrecognized", .badResponse), ("Reject", .badResponse), ("Illegal or missing", .badResponse),
        ("Malformed encoding", .badResponse), ("Problem", .badResponse), ("Too large", .badResponse),
        ("Invalid Content-Length", .badResponse), ("Error in the HTTP2", .badResponse), ("chunk", .badResponse),
    ]
}
