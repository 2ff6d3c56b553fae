#if Cluster
extension Statement {
    /// Leases hosts of one shard that may be asked, each with its first URLs. It writes rows of hosts alone. A host with nothing
    /// that is due is closed until something is.
    ///
    /// A host that changed between the statement's beginning and its lock stays: its URLs are seen as they were before.
    ///
    /// Parameters: shard; hosts at most, URLs of each at most; the lease's length in milliseconds; its token.
    package static let lease = Statement(
        "lease", .shard,
        """
        WITH clock AS MATERIALIZED (
            SELECT (extract(epoch FROM now()) * 1000)::int8 AS ms),
        open AS MATERIALIZED (
            SELECT h.host, h.visible_at FROM host h
            WHERE h.shard = $1 AND h.visible_at <= (SELECT ms FROM clock)
            ORDER BY h.visible_at LIMIT $2::int4
            FOR UPDATE SKIP LOCKED),
        ready AS MATERIALIZED (
            SELECT o.host FROM open o JOIN host h ON h.shard = $1 AND h.host = o.host AND h.visible_at = o.visible_at),
        picked AS MATERIALIZED (
            SELECT r.host, p.* FROM ready r CROSS JOIN LATERAL (
                SELECT u.id, u.work, u.state, u.depth, u.hops, u.told, u.tries, u.seed, u.via, u.prio, u.url, u.parent,
                    u.outlinks FROM url u
                WHERE u.shard = $1 AND u.host = r.host AND u.work > 0 AND u.due <= (SELECT ms FROM clock)
                ORDER BY u.prio LIMIT $3::int4) p),
        share AS MATERIALIZED (
            SELECT r.host, count(p.id)::int4 AS urls, count(p.id) FILTER (WHERE p.work = 1)::int4 AS visits,
                CASE WHEN count(p.id) = 0 THEN
                    (SELECT min(u.due) FROM url u WHERE u.shard = $1 AND u.host = r.host AND u.work > 0) END AS due
            FROM ready r LEFT JOIN picked p ON p.host = r.host GROUP BY r.host),
        taken AS (
            UPDATE host h SET
                token = CASE WHEN s.urls > 0 THEN $5::int8 ELSE 0 END, leased = s.visits, leased_at = clock.ms,
                visible_at = CASE
                    WHEN s.urls > 0 THEN clock.ms + $4::int8
                    WHEN s.due IS NULL THEN 9223372036854775807
                    ELSE greatest(s.due, clock.ms) END
            FROM share s CROSS JOIN clock WHERE h.shard = $1 AND h.host = s.host
            RETURNING h.host, h.ports, h.requests, h.retries, h.refusals, h.fetched)
        SELECT t.host, t.ports, t.requests, t.retries, t.refusals, t.fetched,
            p.id, p.work, p.state, p.depth, p.hops, p.told, p.tries, p.seed, p.via, p.url, p.parent, p.outlinks
        FROM taken t JOIN picked p ON p.host = t.host
        ORDER BY t.host, p.prio
        """)

    /// More URLs of a host that is leased, to visit, beside those in hand. It may be made again: how many are in hand then it is
    /// told, not what is added.
    ///
    /// Parameters: shard; host, token; the ids of all its URLs in hand; URLs at most. Rows: as of ``lease``.
    package static let more = Statement(
        "more", .shard,
        """
        WITH clock AS MATERIALIZED (
            SELECT (extract(epoch FROM now()) * 1000)::int8 AS ms),
        mine AS MATERIALIZED (
            SELECT h.host FROM host h WHERE h.shard = $1 AND h.host = $2 AND h.token = $3 FOR UPDATE OF h),
        picked AS MATERIALIZED (
            SELECT m.host, p.* FROM mine m CROSS JOIN LATERAL (
                SELECT u.id, u.work, u.state, u.depth, u.hops, u.told, u.tries, u.seed, u.via, u.prio, u.url, u.parent,
                    u.outlinks FROM url u
                WHERE u.shard = $1 AND u.host = m.host AND u.work > 0 AND u.work = 1 AND u.due <= (SELECT ms FROM clock)
                    AND u.id <> ALL ($4::int8[])
                ORDER BY u.prio LIMIT $5::int4) p),
        taken AS (
            UPDATE host h SET leased = cardinality($4::int8[]) + (SELECT count(*)::int4 FROM picked)
            FROM mine m WHERE h.shard = $1 AND h.host = m.host
            RETURNING h.host, h.ports, h.requests, h.retries, h.refusals, h.fetched)
        SELECT t.host, t.ports, t.requests, t.retries, t.refusals, t.fetched,
            p.id, p.work, p.state, p.depth, p.hops, p.told, p.tries, p.seed, p.via, p.url, p.parent, p.outlinks
        FROM taken t JOIN picked p ON p.host = t.host
        ORDER BY p.prio
        """)

    /// Gives back what was leased from one shard with some tokens. It looks at all hosts of the shard: for the rare case that
    /// answers of ``lease`` were lost.
    ///
    /// Parameters: shard; tokens.
    package static let giveBack = Statement(
        "give_back", .shard,
        """
        WITH locked AS MATERIALIZED (
            SELECT h.host FROM host h WHERE h.shard = $1 AND h.token = ANY ($2::int8[]) ORDER BY h.host FOR UPDATE)
        UPDATE host h SET token = 0, leased = 0, visible_at = greatest(h.opens, (extract(epoch FROM now()) * 1000)::int8)
        FROM locked l WHERE h.shard = $1 AND h.host = l.host
        """)

    /// Leases of one shard last longer, those that are still in force.
    ///
    /// Parameters: shard; hosts, tokens; the leases' length in milliseconds. Rows: the hosts whose leases last on.
    package static let renew = Statement(
        "renew", .shard,
        """
        WITH clock AS MATERIALIZED (
            SELECT (extract(epoch FROM now()) * 1000)::int8 AS ms),
        locked AS MATERIALIZED (
            SELECT h.host FROM unnest($2::int4[], $3::int8[]) AS x(host, token)
            JOIN host h ON h.shard = $1 AND h.host = x.host AND h.token = x.token
            ORDER BY h.host
            FOR UPDATE OF h)
        UPDATE host h SET visible_at = greatest(h.opens, clock.ms + $4::int8)
        FROM locked l CROSS JOIN clock WHERE h.shard = $1 AND h.host = l.host
        RETURNING h.host
        """)

    /// When the first host of each shard opens that has something to do, the server's time, and the host's name.
    package static let ready = Statement(
        "ready", .report,
        """
        SELECT s.shard, h.visible_at, (extract(epoch FROM now()) * 1000)::int8, h.name
        FROM shard s CROSS JOIN LATERAL (
            SELECT h.visible_at, h.name FROM host h WHERE h.shard = s.shard ORDER BY h.visible_at LIMIT 1) h
        WHERE h.visible_at < 9223372036854775807
        """)
}
#endif
