/// How the fetch of a robots.txt ended, after up to five redirects were followed.
public enum RobotsFetchResult: Sendable {
    /// A final answer of the server.
    case response(status: Int, body: [UInt8])
    /// No answer: name, connection, time or transfer failed.
    case unreachable
}
