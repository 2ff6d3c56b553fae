#if Cluster
extension Statement {
    /// A crawler takes addresses of one shard, to which it alone sends requests from then on: those that nobody has, and its own
    /// again. Whoever takes one over that was never given back waits for a gap behind its end: a request may have been sent until
    /// then.
    ///
    /// Parameters: shard; addresses, the gaps between requests to each in milliseconds; the crawler's number; for how many
    /// milliseconds. Rows: address, whether it is the crawler's, in how many milliseconds that ends, and after how many the next
    /// request may be sent.
    package static let claim = Statement(
        "claim", .shard,
        """
        INSERT INTO address AS a (shard, address, owner, until, opens, gap)
        SELECT $1, w.address, $4, (extract(epoch FROM now()) * 1000)::int8 + $5::int8, 0, w.gap
        FROM unnest($2::text[], $3::int8[]) AS w(address, gap)
        ORDER BY w.address
        ON CONFLICT (shard, address) DO UPDATE SET
            opens = CASE
                WHEN a.owner = excluded.owner OR a.until > excluded.until - $5 THEN a.opens
                ELSE greatest(a.opens, a.until + greatest(a.gap, excluded.gap)) END,
            owner = CASE
                WHEN a.owner = excluded.owner OR a.until <= excluded.until - $5 THEN excluded.owner ELSE a.owner END,
            until = CASE
                WHEN a.owner = excluded.owner OR a.until <= excluded.until - $5 THEN excluded.until ELSE a.until END,
            gap = greatest(a.gap, excluded.gap)
        RETURNING a.address, a.owner = $4, a.until - (extract(epoch FROM now()) * 1000)::int8,
            a.opens - (extract(epoch FROM now()) * 1000)::int8
        """)

    /// A crawler gives addresses of one shard back, each with the milliseconds after which the next request may be sent.
    ///
    /// Parameters: shard; addresses, milliseconds; the crawler's number.
    package static let yield = Statement(
        "yield", .shard,
        """
        WITH locked AS MATERIALIZED (
            SELECT a.address, w.delay FROM unnest($2::text[], $3::int8[]) AS w(address, delay)
            JOIN address a ON a.shard = $1 AND a.address = w.address AND a.owner = $4
            ORDER BY a.address
            FOR UPDATE OF a)
        UPDATE address a SET until = 0, opens = (extract(epoch FROM now()) * 1000)::int8 + l.delay
        FROM locked l WHERE a.shard = $1 AND a.address = l.address
        """)
}
#endif
