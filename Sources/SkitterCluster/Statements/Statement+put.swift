#if Cluster
extension Statement {
    /// Offers URLs of one shard. Known ones come nearer to the seeds where this way is shorter: one that was held back may so
    /// become pending, one that is settled passes the way on along its links. Offers without a text only do that.
    ///
    /// What is out of scope, while that may still widen, is kept apart (state 8) and counts as not known.
    ///
    /// URLs are locked before hosts, each kind in its order, here and in ``complete``: so no two of them wait for each other.
    ///
    /// Parameters: shard; hosts, ids, depths, redirects in a row, sources, URLs, parents, names of hosts, whether each is a seed,
    /// and out of scope; the greatest depth, the most redirects. Rows: each id that there was not, and 1 where it is known now,
    /// 2 where it is kept apart, 0 where somebody else brought it meanwhile: offered again, it will show whether this way is
    /// shorter.
    package static let put = Statement(
        "put", .shard,
        """
        WITH clock AS MATERIALIZED (
            SELECT (extract(epoch FROM now()) * 1000)::int8 AS ms),
        offer AS MATERIALIZED (
            SELECT * FROM unnest($2::int4[], $3::int8[], $4::int2[], $5::int2[], $6::text[], $7::text[], $8::text[], $9::text[],
                $10::bool[], $11::bool[])
                AS o(host, id, depth, hops, via, url, parent, name, is_seed, is_outside)),
        known AS MATERIALIZED (
            SELECT u.host, u.id, o.depth, o.hops, o.is_seed, o.is_outside
            FROM offer o JOIN url u ON u.shard = $1 AND u.host = o.host AND u.id = o.id),
        added AS (
            INSERT INTO url (shard, host, id, depth, hops, prio, via, url, parent, seed, state, work)
            SELECT $1, o.host, o.id, o.depth, o.hops, o.depth, o.via, o.url, o.parent, o.is_seed,
                CASE WHEN o.is_outside THEN 8 WHEN o.depth > $12::int2 OR o.hops > $13::int2 THEN 5 ELSE 0 END,
                CASE WHEN o.is_outside OR o.depth > $12 OR o.hops > $13 THEN 0 ELSE 1 END
            FROM offer o
            WHERE o.url IS NOT NULL AND NOT EXISTS (SELECT FROM known k WHERE k.host = o.host AND k.id = o.id)
            ORDER BY o.host, o.id
            ON CONFLICT (shard, host, id) DO NOTHING
            RETURNING host, id, state, depth),
        locked AS MATERIALIZED (
            SELECT u.host, u.id, u.state, u.work, u.depth, k.is_seed, k.is_outside,
                least(u.depth, k.depth) AS new_depth, least(u.hops, k.hops) AS new_hops
            FROM known k JOIN url u ON u.shard = $1 AND u.host = k.host AND u.id = k.id
            WHERE u.depth > k.depth OR u.hops > k.hops OR (u.state = 8 AND NOT k.is_outside)
                OR (k.is_seed AND u.work > 0 AND NOT u.seed)
            ORDER BY u.host, u.id
            FOR UPDATE OF u),
        judged AS (
            SELECT l.*, CASE
                WHEN l.state = 8 AND l.is_outside THEN 8
                WHEN l.state IN (5, 8) AND l.new_depth <= $12 AND l.new_hops <= $13 THEN 0
                WHEN l.state IN (5, 8) THEN 5
                ELSE l.state END AS new_state
            FROM locked l),
        moved AS (
            UPDATE url u SET
                depth = j.new_depth, hops = j.new_hops, prio = j.new_depth, state = j.new_state,
                seed = u.seed OR (j.is_seed AND (u.work > 0 OR j.new_state = 0)),
                work = CASE
                    WHEN j.new_state = 0 AND j.state <> 0 THEN 1
                    WHEN j.state = 2 AND j.new_depth < j.depth THEN 2
                    WHEN j.state = 3 AND u.outlinks IS NOT NULL THEN 2
                    ELSE u.work END
            FROM judged j WHERE u.shard = $1 AND u.host = j.host AND u.id = j.id
            RETURNING u.host, u.state, u.work, u.depth, j.state AS old_state, j.work AS old_work, j.depth AS old_depth),
        change AS (
            SELECT host, (state <> 8)::int4 AS known, (state = 0)::int4 AS pending, 0 AS lowered,
                (state = 5 AND depth > $12)::int4 AS too_deep, (state = 5 AND depth <= $12)::int4 AS too_far
            FROM added
            UNION ALL
            SELECT host, (old_state = 8 AND state <> 8)::int4, (old_state <> 0 AND state = 0)::int4,
                (work = 2)::int4 - (old_work = 2)::int4,
                (state = 5 AND depth > $12)::int4 - (old_state = 5 AND old_depth > $12)::int4,
                (state = 5 AND depth <= $12)::int4 - (old_state = 5 AND old_depth <= $12)::int4
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
            WHERE t.known <> 0 OR t.pending <> 0 OR t.lowered <> 0 OR t.too_deep <> 0 OR t.too_far <> 0
            ORDER BY t.host
            ON CONFLICT (shard, host) DO UPDATE SET
                known = h.known + excluded.known, pending = h.pending + excluded.pending,
                lowered = h.lowered + excluded.lowered,
                too_deep = h.too_deep + excluded.too_deep, too_far = h.too_far + excluded.too_far,
                visible_at = CASE
                    WHEN h.visible_at = 9223372036854775807 AND excluded.pending + excluded.lowered > 0
                    THEN greatest(h.opens, excluded.opens) ELSE h.visible_at END)
        SELECT o.id, CASE WHEN a.id IS NULL THEN 0 WHEN a.state = 8 THEN 2 ELSE 1 END::int2
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
