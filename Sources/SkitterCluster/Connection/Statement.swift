#if Cluster
/// A statement as it is prepared. Its text is a literal: nothing that a statement says is made of data.
package struct Statement: Sendable {
    /// What it reads and writes, in tables that may be spread over many servers.
    package enum Reach: Sendable {
        /// The rows of the shard that is its first parameter: it runs on the one server that has them.
        case shard
        /// It reads all shards, and changes nothing: for reports, and to see where there is something to do.
        case report
        /// It concerns the crawl as a whole, when that is made or opened.
        case crawl
    }

    /// Under which it is prepared.
    package let name: String
    package let reach: Reach
    private let literal: StaticString

    package init(_ name: String, _ reach: Reach, _ text: StaticString) {
        self.name = name
        self.reach = reach
        self.literal = text
    }

    /// The statement.
    package var text: String { self.literal.description }
}
#endif
