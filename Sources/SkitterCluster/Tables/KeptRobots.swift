#if Cluster
/// A robots.txt as the tables keep it.
package struct KeptRobots: Sendable, Hashable {
    package let host: Int32
    /// Scheme, host and port that it speaks for.
    package let origin: String
    /// Nil where no answer came.
    package let status: Int?
    package let body: [UInt8]
    /// Why it could not be had.
    package let error: String?
    /// For how long it is good.
    package let lasts: Duration

    package init(host: Int32, origin: String, status: Int?, body: [UInt8], error: String?, lasts: Duration) {
        self.host = host
        self.origin = origin
        self.status = status
        self.body = body
        self.error = error
        self.lasts = lasts
    }
}
#endif
