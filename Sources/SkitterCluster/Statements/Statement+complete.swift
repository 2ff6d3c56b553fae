#if Cluster
extension Statement {
    /// What became of URLs of one shard that were leased, and which leases are over. A lease that is not in force any more
    /// changes nothing; a result counts once, whoever brings it and however often.
    ///
    /// A page whose depth fell while it was handed out is not done with: it passes the shorter way on (`work` 2).
    ///
    /// Parameters: shard; of leases: hosts, tokens, whether each is over, after how many milliseconds the host opens again, its
    /// requests, retries, refusals and fetched pages; of URLs: hosts, ids, what was to be done, their states (0: to be tried again), reasons,
    /// tries, after how many milliseconds they are due, the depths and redirects in a row by which they were visited, outlinks.
    /// Rows: the ids of results that count, be it of this call or of an earlier one with the same tokens.
    package static let complete = Statement(
        "complete", .shard,
        """
        WITH clock AS MATERIALIZED (
            SELECT (extract(epoch FROM now()) * 1000)::int8 AS ms),
        hand AS MATERIALIZED (
            SELECT * FROM unnest($2::int4[], $3::int8[], $4::bool[], $5::int8[], $6::int4[], $7::int4[], $8::int4[],
                $9::int4[]) AS x(host, token, is_over, delay, requests, retries, refusals, fetched)),
        result AS MATERIALIZED (
            SELECT * FROM unnest($10::int4[], $11::int8[], $12::int2[], $13::int2[], $14::text[], $15::int2[], $16::int8[],
                $17::int2[], $18::int2[], $19::bytea[])
                AS r(host, id, work, state, reason, tries, due, depth, hops, outlinks)),
        valid AS MATERIALIZED (
            SELECT x.* FROM hand x JOIN host h ON h.shard = $1 AND h.host = x.host AND h.token = x.token),
        -- With one source for both parts of its key a URL is looked up by both.
        claim AS MATERIALIZED (
            SELECT r.*, v.token FROM result r JOIN valid v ON v.host = r.host),
        asked AS MATERIALIZED (
            SELECT r.host, r.id, x.token FROM result r JOIN hand x ON x.host = r.host),
        found AS MATERIALIZED (
            SELECT u.host, u.id, c.token, c.work, c.reason, c.tries, c.due, c.depth, c.hops, c.outlinks, u.told AS old_told,
                CASE WHEN c.work = 2 THEN u.state ELSE c.state END AS state
            FROM claim c JOIN url u ON u.shard = $1 AND u.host = c.host AND u.id = c.id
            WHERE u.work = c.work AND u.token <> -c.token
            ORDER BY u.host, u.id
            FOR UPDATE OF u),
        done AS (
            UPDATE url u SET
                state = f.state, tries = f.tries, told = f.depth, outlinks = coalesce(f.outlinks, u.outlinks),
                due = CASE WHEN f.state = 0 THEN clock.ms + f.due ELSE 0 END,
                token = CASE WHEN f.work = 1 AND f.state <> 0 THEN f.token ELSE u.token END,
                work = CASE
                    WHEN f.state = 0 THEN 1
                    WHEN f.state IN (2, 3) AND u.depth < f.depth THEN 2
                    WHEN f.state = 3 AND u.hops < f.hops THEN 2
                    ELSE 0 END
            FROM found f CROSS JOIN clock WHERE u.shard = $1 AND u.host = f.host AND u.id = f.id
            RETURNING u.host, u.id, u.state, u.work, u.told, f.work AS old_work, f.reason, f.old_told),
        change AS (
            SELECT host, count(*) FILTER (WHERE old_work = 1 AND state <> 0)::int4 AS settled,
                (count(*) FILTER (WHERE work = 2) - count(*) FILTER (WHERE old_work = 2))::int4 AS lowered
            FROM done GROUP BY host),
        locked AS MATERIALIZED (
            SELECT h.host, v.is_over, v.delay, v.requests, v.retries, v.refusals, v.fetched,
                coalesce(c.settled, 0) AS settled, coalesce(c.lowered, 0) AS lowered
            FROM valid v LEFT JOIN change c ON c.host = v.host
            JOIN host h ON h.shard = $1 AND h.host = v.host AND h.token = v.token
            ORDER BY h.host
            FOR UPDATE OF h),
        queue AS (
            UPDATE host h SET
                pending = h.pending - l.settled, lowered = h.lowered + l.lowered,
                leased = CASE WHEN l.is_over THEN 0 ELSE greatest(h.leased - l.settled, 0) END,
                token = CASE WHEN l.is_over THEN 0 ELSE h.token END,
                requests = l.requests, retries = l.retries, refusals = l.refusals, fetched = l.fetched,
                opens = greatest(h.opens, clock.ms + l.delay),
                visible_at = CASE
                    WHEN NOT l.is_over THEN greatest(h.visible_at, h.opens, clock.ms + l.delay)
                    WHEN h.pending - l.settled + h.lowered + l.lowered > 0 THEN greatest(h.opens, clock.ms + l.delay)
                    ELSE 9223372036854775807 END
            FROM locked l CROSS JOIN clock WHERE h.shard = $1 AND h.host = l.host),
        count AS (
            INSERT INTO tally AS t (shard, state, reason, depth, n)
            SELECT $1, d.state, d.reason, d.depth, sum(d.n) FROM (
                SELECT state, coalesce(reason, '') AS reason, CASE WHEN state = 2 THEN told ELSE 0 END AS depth, 1 AS n
                FROM done WHERE old_work = 1 AND state <> 0
                UNION ALL SELECT 2, '', old_told, -1 FROM done WHERE old_work = 2 AND state = 2 AND old_told <> told
                UNION ALL SELECT 2, '', told, 1 FROM done WHERE old_work = 2 AND state = 2 AND old_told <> told) d
            GROUP BY d.state, d.reason, d.depth
            ORDER BY d.state, d.reason, d.depth
            ON CONFLICT (shard, state, reason, depth) DO UPDATE SET n = t.n + excluded.n)
        SELECT d.id FROM done d
        UNION
        SELECT u.id FROM asked a JOIN url u ON u.shard = $1 AND u.host = a.host AND u.id = a.id WHERE u.token = a.token
        """)
}
#endif
