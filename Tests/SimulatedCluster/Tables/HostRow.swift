#if Cluster
internal import SkitterCluster

/// A row of the table `host`, with its URLs beside it.
struct HostRow: Sendable {
    /// Never: nothing is to be done.
    static let never = Int64.max

    let number: Int32
    var name: String
    var visibleAt: Int64
    var opens: Int64
    var token: Int64 = 0
    var leased = 0
    var known = 0
    var pending = 0
    var lowered = 0
    var tooDeep = 0
    var tooFar = 0
    var requests = 0
    var retries = 0
    var refusals = 0
    var fetched = 0
    var ports: [Int32] = []
    /// Places of URLs with something to do: what the index `url_work` finds. Those that have nothing any more may be among them.
    var work: [Int32] = []

    /// Whether somebody has it, going by `now`.
    func isInHand(at now: Int64) -> Bool {
        self.token != 0 && self.visibleAt > now
    }
}
#endif
