#if Cluster
extension Statement {
    /// A seed was redirected to a URL, which widens the scope.
    ///
    /// Parameters: shard, URL.
    package static let widen = Statement(
        "widen", .shard, "INSERT INTO widening (shard, url) VALUES ($1, $2) ON CONFLICT DO NOTHING")

    /// Whether the scope may still widen, and how far it has: rows of kind, shard and URL. Kind 1 is a shard with seeds that have not
    /// settled, 2 one with URLs that wait for them, 3 a URL that widened the scope.
    package static let seeds = Statement(
        "seeds", .report,
        """
        SELECT 1::int2, s.shard, ''::text FROM shard s
        WHERE EXISTS (SELECT FROM url u WHERE u.shard = s.shard AND u.seed AND u.work > 0)
        UNION ALL
        SELECT 2::int2, s.shard, ''::text FROM shard s
        WHERE EXISTS (SELECT FROM url u WHERE u.shard = s.shard AND u.state = 8)
        UNION ALL
        SELECT 3::int2, w.shard, w.url FROM widening w
        """)

    /// URLs of one shard that wait for the seeds, some of them.
    ///
    /// Parameters: shard, how many.
    package static let outside = Statement(
        "outside", .shard,
        """
        SELECT u.host, u.id, u.depth, u.hops, u.via, u.url, u.parent FROM url u
        WHERE u.shard = $1 AND u.state = 8 ORDER BY u.host, u.id LIMIT $2::int4
        """)

    /// URLs of one shard that waited for the seeds stay out of scope.
    ///
    /// Parameters: shard; hosts, ids.
    package static let leaveOut = Statement(
        "leave_out", .shard,
        """
        DELETE FROM url u USING unnest($2::int4[], $3::int8[]) AS x(host, id)
        WHERE u.shard = $1 AND u.host = x.host AND u.id = x.id AND u.state = 8
        """)
}
#endif
