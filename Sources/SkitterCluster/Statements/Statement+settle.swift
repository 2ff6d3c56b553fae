#if Cluster
extension Statement {
    /// Which of some claims of one shard count. One whose URL is not settled never will from now on, be a ``complete`` for it
    /// still on its way: nobody waits for that any more.
    ///
    /// Parameters: shard; hosts, ids, tokens, of each URL one claim. Rows: ids and tokens of those that count.
    package static let settle = Statement(
        "settle", .shard,
        """
        WITH claim AS MATERIALIZED (
            SELECT * FROM unnest($2::int4[], $3::int8[], $4::int8[]) AS c(host, id, token)),
        locked AS MATERIALIZED (
            SELECT u.host, u.id, u.token, u.state, c.token AS claimed
            FROM claim c JOIN url u ON u.shard = $1 AND u.host = c.host AND u.id = c.id
            ORDER BY u.host, u.id
            FOR UPDATE OF u),
        refused AS (
            UPDATE url u SET token = -l.claimed
            FROM locked l
            WHERE u.shard = $1 AND u.host = l.host AND u.id = l.id AND l.token <> l.claimed AND l.state = 0)
        SELECT l.id, l.token FROM locked l WHERE l.token = l.claimed
        """)
}
#endif
