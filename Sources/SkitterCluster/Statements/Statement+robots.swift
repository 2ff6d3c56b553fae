#if Cluster
extension Statement {
    /// What is known of robots.txt of some hosts, and for how many milliseconds.
    ///
    /// Parameters: shard, hosts.
    package static let robots = Statement(
        "robots", .shard,
        """
        SELECT r.host, r.origin, r.status, r.body, r.error, r.until - (extract(epoch FROM now()) * 1000)::int8
        FROM robots r
        WHERE r.shard = $1 AND r.host = ANY ($2::int4[]) AND r.until > (extract(epoch FROM now()) * 1000)::int8
        """)

    /// A robots.txt came, or did not. What is good for longer stays.
    ///
    /// Parameters: shard, host, origin, status (-1: none), body, why it could not be had, for how many milliseconds this is good.
    package static let putRobots = Statement(
        "put_robots", .shard,
        """
        INSERT INTO robots AS r (shard, host, origin, status, body, error, until)
        VALUES ($1, $2, $3, $4, $5, $6, (extract(epoch FROM now()) * 1000)::int8 + $7)
        ON CONFLICT (shard, host, origin) DO UPDATE SET
            status = excluded.status, body = excluded.body, error = excluded.error, until = excluded.until
        WHERE r.until < excluded.until
        """)
}
#endif
