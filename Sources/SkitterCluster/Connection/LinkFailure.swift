#if Cluster
/// What became of a call that has no answer.
enum LinkFailure: Error {
    /// The connection is gone, and nobody knows whether the statement was carried out.
    case lost(String)
    /// The server gave way to somebody else's transaction: nothing was carried out, and the same call may succeed at once.
    case gaveWay(String)
    /// The server said no, for good.
    case refused(state: String, message: String)
    /// Its answer could not be read.
    case unreadable(ClusterError)

    /// What the five characters of an error's SQLSTATE mean (PostgreSQL, appendix A).
    init(state: String, message: String) {
        switch state {
        case "40001", "40P01": self = .gaveWay(message)
        // A server that shuts down, starts, or is a standby now; a connection that it ended.
        case "57P01", "57P02", "57P03", "57P05", "25006", "57014": self = .lost(message)
        case let state where state.hasPrefix("08"): self = .lost(message)
        default: self = .refused(state: state, message: message)
        }
    }
}
#endif
