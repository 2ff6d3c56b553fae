#if Cluster
extension Statement {
    /// At the end of a crawl one crawler of them all tells what a limit held back in a shard: whoever takes it first. Rows: the
    /// shard, where it is this one.
    ///
    /// Parameters: shard, the crawler's number.
    package static let takeRest = Statement(
        "take_rest", .shard,
        """
        UPDATE shard s SET rest = $2
        WHERE s.shard = $1 AND s.rest IN (0, $2) AND NOT s.is_told
        RETURNING s.shard
        """)

    /// Shards of which this crawler began to tell what a limit held back.
    ///
    /// Parameters: the crawler's number.
    package static let takenRests = Statement(
        "taken_rests", .report, "SELECT s.shard FROM shard s WHERE s.rest = $1 AND NOT s.is_told ORDER BY s.shard")

    /// What a limit held back in one shard, behind a URL of it.
    ///
    /// Parameters: shard; the host and the id behind which to go on; how many.
    package static let rest = Statement(
        "rest", .shard,
        """
        SELECT u.host, u.id, u.depth, u.hops, u.url, u.parent FROM url u
        WHERE u.shard = $1 AND u.state = 5 AND (u.host, u.id) > ($2::int4, $3::int8)
        ORDER BY u.host, u.id LIMIT $4::int4
        """)

    /// All that a limit held back in one shard is recorded.
    ///
    /// Parameters: shard, the crawler's number.
    package static let restTold = Statement(
        "rest_told", .shard, "UPDATE shard s SET is_told = true WHERE s.shard = $1 AND s.rest = $2")
}
#endif
