#if Cluster
extension Statement {
    /// Offers URLs of one shard. Known ones come nearer to the seeds where this way is shorter: one that was held back may so
    /// become pending, one that is settled passes the way on along its links. Offers without a text only do that.
    ///
    /// URLs are locked before hosts, each kind in its order, here and in ``complete``: so no two of them wait for each other.
    ///
    /// Parameters: shard; hosts, ids, depths, redirects in a row, sources, URLs, parents, names of hosts; the greatest depth, the
    /// most redirects. Rows: each id that was not known, and whether it is now; if not, somebody else made it known meanwhile,
    /// and whether this way is shorter shows when it is offered again.
    package static let put = Statement(
        "put", .shard,
        """
        WITH clock AS MATERIALIZED (
            SELECT (extract(epoch FROM now()) * 1000)::int8 AS ms),
        offer AS MATERIALIZED (
            SELECT * FROM unnest($2::int4[], $3::int8[], $4::int2[], $5::int2[], $6::text[], $7::text[], $8::text[], $9::text[])
                AS o(host, id, depth, hops, via, url, parent, name)),
        known AS MATERIALIZED (
            SELECT u.host, u.id, o.depth, o.hops, u.depth > o.depth OR u.hops > o.hops AS is_nearer
            FROM offer o JOIN url u ON u.shard = $1 AND u.host = o.host AND u.id = o.id),
        added AS (
            INSERT INTO url (shard, host, id, depth, hops, prio, via, url, parent, state, work)
            SELECT $1, o.host, o.id, o.depth, o.hops, o.depth, o.via, o.url, o.parent,
                CASE WHEN o.depth > $10::int2 OR o.hops > $11::int2 THEN 5 ELSE 0 END,
                CASE WHEN o.depth > $10 OR o.hops > $11 THEN 0 ELSE 1 END
            FROM offer o
            WHERE o.url IS NOT NULL AND NOT EXISTS (SELECT FROM known k WHERE k.host = o.host AND k.id = o.id)
            ORDER BY o.host, o.id
            ON CONFLICT (shard, host, id) DO NOTHING
            RETURNING host, id, state, depth),
        locked AS MATERIALIZED (
            SELECT u.host, u.id, u.state, u.work, u.depth, least(u.depth, k.depth) AS new_depth, least(u.hops, k.hops) AS new_hops
            FROM known k JOIN url u ON u.shard = $1 AND u.host = k.host AND u.id = k.id
            WHERE k.is_nearer AND (u.depth > k.depth OR u.hops > k.hops)
            ORDER BY u.host, u.id
            FOR UPDATE OF u),
        moved AS (
            UPDATE url u SET
                depth = l.new_depth, hops = l.new_hops, prio = l.new_depth,
                state = CASE WHEN l.state = 5 AND l.new_depth <= $10 AND l.new_hops <= $11 THEN 0 ELSE u.state END,
                work = CASE
                    WHEN l.state = 5 AND l.new_depth <= $10 AND l.new_hops <= $11 THEN 1
                    WHEN l.state = 2 AND l.new_depth < l.depth THEN 2
                    WHEN l.state = 3 AND u.outlinks IS NOT NULL THEN 2
                    ELSE u.work END
            FROM locked l WHERE u.shard = $1 AND u.host = l.host AND u.id = l.id
            RETURNING u.host, u.state, u.work, u.depth, l.state AS old_state, l.work AS old_work, l.depth AS old_depth),
        change AS (
            SELECT host, 1 AS known, (state = 0)::int4 AS pending, 0 AS lowered,
                (state = 5 AND depth > $10)::int4 AS too_deep, (state = 5 AND depth <= $10)::int4 AS too_far
            FROM added
            UNION ALL
            SELECT host, 0, (state = 0 AND old_state = 5)::int4, (work = 2)::int4 - (old_work = 2)::int4,
                (state = 5 AND depth > $10)::int4 - (old_state = 5 AND old_depth > $10)::int4,
                (state = 5 AND depth <= $10)::int4 - (old_state = 5 AND old_depth <= $10)::int4
            FROM moved),
        total AS (
            SELECT host, sum(known)::int4 AS known, sum(pending)::int4 AS pending, sum(lowered)::int4 AS lowered,
                sum(too_deep)::int4 AS too_deep, sum(too_far)::int4 AS too_far,
                (SELECT min(o.name) FROM offer o WHERE o.host = change.host) AS name
            FROM change GROUP BY host),
        queue AS (
            INSERT INTO host AS h (shard, host, name, opens, visible_at, known, pending, lowered, too_deep, too_far)
            SELECT $1, t.host, coalesce(t.name, ''), clock.ms,
                CASE WHEN t.pending + t.lowered > 0 THEN clock.ms ELSE 9223372036854775807 END,
                t.known, t.pending, t.lowered, t.too_deep, t.too_far
            FROM total t CROSS JOIN clock
            ORDER BY t.host
            ON CONFLICT (shard, host) DO UPDATE SET
                known = h.known + excluded.known, pending = h.pending + excluded.pending,
                lowered = h.lowered + excluded.lowered,
                too_deep = h.too_deep + excluded.too_deep, too_far = h.too_far + excluded.too_far,
                visible_at = CASE
                    WHEN h.visible_at = 9223372036854775807 AND excluded.pending + excluded.lowered > 0
                    THEN greatest(h.opens, excluded.opens) ELSE h.visible_at END)
        SELECT o.id, a.id IS NOT NULL
        FROM offer o LEFT JOIN added a ON a.host = o.host AND a.id = o.id LEFT JOIN known k ON k.host = o.host AND k.id = o.id
        WHERE k.id IS NULL AND o.url IS NOT NULL
        """)

    /// A seed names a host: its port is open there, whatever the host's addresses.
    ///
    /// Parameters: shard, host, its name, ports.
    package static let name = Statement(
        "name", .shard,
        """
        INSERT INTO host AS h (shard, host, name, opens, visible_at, ports)
        VALUES ($1, $2, $3, 0, 9223372036854775807, $4)
        ON CONFLICT (shard, host) DO UPDATE SET
            ports = CASE WHEN excluded.ports <@ h.ports THEN h.ports ELSE h.ports || excluded.ports END
        """)
}
#endif
