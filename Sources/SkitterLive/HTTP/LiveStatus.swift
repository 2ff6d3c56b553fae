/// A status that the live server answers with.
package enum LiveStatus: Int, Error, Hashable, Sendable {
    case ok = 200
    case noContent = 204
    case badRequest = 400
    case unauthorized = 401
    case forbidden = 403
    case notFound = 404
    case methodNotAllowed = 405
    case contentTooLarge = 413
    case misdirected = 421
    case headTooLong = 431
    case notImplemented = 501
    case busy = 503
    case versionNotSupported = 505

    /// The words that go with it (RFC 9110, section 15).
    var reason: String {
        switch self {
        case .ok: "OK"
        case .noContent: "No Content"
        case .badRequest: "Bad Request"
        case .unauthorized: "Unauthorized"
        case .forbidden: "Forbidden"
        case .notFound: "Not Found"
        case .methodNotAllowed: "Method Not Allowed"
        case .contentTooLarge: "Content Too Large"
        case .misdirected: "Misdirected Request"
        case .headTooLong: "Request Header Fields Too Large"
        case .notImplemented: "Not Implemented"
        case .busy: "Service Unavailable"
        case .versionNotSupported: "HTTP Version Not Supported"
        }
    }
}
