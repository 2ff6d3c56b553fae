#if Cluster
extension Statement {
    /// A pattern of URLs of one shard is parked from now on, or is not.
    ///
    /// Parameters: shard, pattern, whether it is parked, whether the user says so. What the user has decided stays where it is only
    /// the pages that say otherwise.
    package static let decide = Statement(
        "decide", .shard,
        """
        INSERT INTO parking AS p (shard, pattern, is_parked, by_user, decided)
        VALUES ($1, $2, $3, $4, (extract(epoch FROM now()) * 1000)::int8)
        ON CONFLICT (shard, pattern) DO UPDATE SET
            is_parked = excluded.is_parked, by_user = excluded.by_user, decided = excluded.decided, is_done = false
        WHERE p.is_parked <> excluded.is_parked AND (excluded.by_user OR NOT p.by_user)
        """)

    /// What was decided since an instant: shard, pattern, whether it is parked, by the user, carried out, when, and how many
    /// milliseconds ago.
    ///
    /// Parameters: the instant, by the servers' clock.
    package static let decisions = Statement(
        "decisions", .report,
        """
        SELECT p.shard, p.pattern, p.is_parked, p.by_user, p.is_done, p.decided,
            (extract(epoch FROM now()) * 1000)::int8 - p.decided
        FROM parking p WHERE p.decided > $1 ORDER BY p.decided, p.pattern
        """)

    /// What is parked of one queue, behind a URL of it.
    ///
    /// Parameters: shard, host; the id behind which to go on; how many.
    package static let parked = Statement(
        "parked", .shard,
        """
        SELECT u.host, u.id, u.depth, u.hops, u.url, u.parent FROM url u
        WHERE u.shard = $1 AND u.host = $2 AND u.state = 7 AND u.id > $3::int8
        ORDER BY u.id LIMIT $4::int4
        """)

    /// Parked URLs of one queue wait again. Their token tells who put them back.
    ///
    /// Parameters: shard, host, ids, token. Rows: the ids of those that were parked, or were put back by this token before.
    package static let unpark = Statement(
        "unpark", .shard,
        """
        WITH clock AS MATERIALIZED (
            SELECT (extract(epoch FROM now()) * 1000)::int8 AS ms),
        locked AS MATERIALIZED (
            SELECT u.id, u.state, u.token FROM unnest($3::int8[]) AS i(id)
            JOIN url u ON u.shard = $1 AND u.host = $2 AND u.id = i.id
            ORDER BY u.id
            FOR UPDATE OF u),
        back AS (
            UPDATE url u SET state = 0, work = 1, tries = 0, due = 0, token = $4::int8
            FROM locked l WHERE u.shard = $1 AND u.host = $2 AND u.id = l.id AND l.state = 7
            RETURNING u.id),
        total AS (
            SELECT count(*)::int4 AS n FROM back),
        queue AS (
            UPDATE host h SET
                pending = h.pending + t.n,
                visible_at = CASE
                    WHEN h.visible_at = 9223372036854775807 THEN greatest(h.opens, clock.ms) ELSE h.visible_at END
            FROM total t CROSS JOIN clock WHERE h.shard = $1 AND h.host = $2 AND t.n > 0),
        count AS (
            INSERT INTO tally AS y (shard, state, reason, depth, n)
            SELECT $1, 7, '', 0, -t.n FROM total t WHERE t.n > 0
            ON CONFLICT (shard, state, reason, depth) DO UPDATE SET n = y.n + excluded.n)
        SELECT b.id FROM back b
        UNION
        SELECT l.id FROM locked l WHERE l.token = $4
        """)

    /// All URLs that a decision concerns are parked, or are back.
    ///
    /// Parameters: shard, pattern.
    package static let carriedOut = Statement(
        "carried_out", .shard, "UPDATE parking p SET is_done = true WHERE p.shard = $1 AND p.pattern = $2")
}
#endif
