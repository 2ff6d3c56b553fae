#if Cluster
internal import SkitterCluster
internal import SkitterCore

/// A row of the table `url`.
struct URLRow: Sendable {
    /// Out of scope, unless a seed still widens it: no state of the ledger.
    static let apart: UInt8 = 8

    let id: UInt64
    /// The place of its host.
    let host: Int32
    var token: Int64 = 0
    var due: Int64 = 0
    var prio: Int16
    var work: Int16
    var state: UInt8
    var depth: Int16
    var hops: Int16
    var told: Int16 = 0
    var tries: Int16 = 0
    var isSeed: Bool
    let via: LinkSource
    let url: String
    let parent: String?
    var outlinks: [UInt8]?
}
#endif
