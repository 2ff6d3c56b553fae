/// The views of `crawl.sqlite`, for people; docs/crawl-directory.md has a query for each.
///
/// They are computed when they are asked: on a journal of ten million URLs one that joins by id takes a minute.
enum JournalViews {
    static let first = """
        CREATE VIEW v_settled AS
            SELECT id, max(step) AS step, state, reason, status, depth, url FROM (
                SELECT id, step, outcome AS state, error AS reason, status, depth_at_fetch AS depth, url FROM pages
                UNION ALL
                SELECT id, step, 'skipped', reason, NULL, record ->> '$.depth', record ->> '$.url' FROM skips)
            GROUP BY id;
        CREATE VIEW v_discovered AS
            SELECT id, step, url, depth, hops, via FROM urls
            UNION ALL
            SELECT id, min(step), url, depth, 0, via FROM seeds WHERE id NOT IN (SELECT id FROM urls) GROUP BY id;
        CREATE VIEW v_urls AS
            SELECT d.url, coalesce(s.state, 'pending') AS state, s.reason, s.status,
                coalesce(f.depth, s.depth, d.depth) AS depth, d.hops, d.via,
                CASE WHEN d.via = 'seed' THEN NULL
                    ELSE coalesce(a.url, p.url, r.origin || '/robots.txt') END AS parent,
                d.id, d.step AS discovered_step, s.step AS settled_step
            FROM v_discovered d
            LEFT JOIN v_settled s ON s.id = d.id
            LEFT JOIN (SELECT id, max(seq), depth FROM depths GROUP BY id) f ON f.id = d.id
            LEFT JOIN pages p ON p.step = d.step
            LEFT JOIN (SELECT step, max(seq), origin FROM robots GROUP BY step) r ON r.step = d.step
            LEFT JOIN (SELECT w.id, min(w.step) AS step, q.url FROM awaiting w JOIN pages q ON q.step = w.step
                GROUP BY w.id) a ON a.id = d.id AND a.step < d.step;
        CREATE VIEW v_ledger AS
            SELECT 'pending' AS state, NULL AS reason, count(*) AS urls FROM v_discovered
                WHERE id NOT IN (SELECT id FROM pages) AND id NOT IN (SELECT id FROM skips)
            UNION ALL
            SELECT state, reason, count(*) FROM v_settled GROUP BY state, reason;
        CREATE VIEW v_balance AS
            SELECT discovered, accounted, discovered = accounted AS closes FROM
                (SELECT count(*) AS discovered FROM v_discovered),
                (SELECT total(urls) AS accounted FROM v_ledger);
        CREATE VIEW v_pages AS
            SELECT p.url, p.status, p.outcome, p.error, p.content_type, p.bytes,
                coalesce(f.depth, p.depth_at_fetch) AS depth, p.record ->> '$.parent' AS parent,
                p.record ->> '$.title' AS title, p.duration_us / 1000.0 AS ms,
                strftime('%Y-%m-%dT%H:%M:%fZ', p.started_us / 1e6, 'unixepoch') AS started,
                \(JournalViews.host) AS host, p.id, p.step,
                c.file AS warc_file, c.offset AS warc_offset, c.length AS warc_length
            FROM pages p
            LEFT JOIN (SELECT id, max(seq), depth FROM depths GROUP BY id) f ON f.id = p.id
            LEFT JOIN (SELECT step, max(seq), file, offset, length FROM captures GROUP BY step) c ON c.step = p.step;
        CREATE VIEW v_redirects AS
            SELECT url, status, record ->> '$.target' AS target, redirect IS NOT NULL AS followed,
                record ->> '$.parent' AS parent, id, redirect AS target_id, step
            FROM pages WHERE outcome = 'redirected';
        CREATE VIEW v_errors AS
            SELECT url, error, status, record ->> '$.error.message' AS message, record ->> '$.parent' AS parent,
                record ->> '$.attempts' AS attempts, \(JournalViews.host) AS host, id, step
            FROM pages WHERE outcome = 'failed';
        CREATE VIEW v_hosts AS
            SELECT h.host, coalesce(p.pages, 0) AS pages, coalesce(p.fetched, 0) AS fetched,
                coalesce(p.failed, 0) AS failed, coalesce(p.bytes, 0) AS bytes, p.mean_ms, h.requests, h.retries,
                h.refusals, strftime('%Y-%m-%dT%H:%M:%fZ', h.not_before_us / 1e6, 'unixepoch') AS not_before
            FROM (SELECT host, max(seq), requests, retries, refusals, not_before_us FROM hosts GROUP BY host) h
            LEFT JOIN (SELECT \(JournalViews.host) AS host, count(*) AS pages, sum(outcome = 'fetched') AS fetched,
                sum(outcome = 'failed') AS failed, sum(bytes) AS bytes, avg(duration_us) / 1000 AS mean_ms
                FROM pages GROUP BY 1) p ON p.host = h.host;
        CREATE VIEW v_robots AS
            SELECT origin, status, error, strftime('%Y-%m-%dT%H:%M:%fZ', fetched_us / 1e6, 'unixepoch') AS fetched,
                strftime('%Y-%m-%dT%H:%M:%fZ', until_us / 1e6, 'unixepoch') AS until, CAST(body AS TEXT) AS body
            FROM (SELECT origin, max(seq), status, error, fetched_us, until_us, body FROM robots GROUP BY origin);
        CREATE VIEW v_seeds AS
            SELECT e.url, e.via, e.depth, coalesce(s.state, 'pending') AS state, s.reason, s.status, e.id
            FROM (SELECT id, min(seq) AS seq, url, via, depth FROM seeds GROUP BY id) e
            LEFT JOIN v_settled s ON s.id = e.id ORDER BY e.seq;
        """

    /// A URL that was parked and put back has settled only if it settled later.
    static let second = """
        DROP VIEW v_settled;
        DROP VIEW v_ledger;
        CREATE VIEW v_settled AS
            SELECT id, step, state, reason, status, depth, url FROM (
                SELECT id, max(step) AS step, state, reason, status, depth, url FROM (
                    SELECT id, step, outcome AS state, error AS reason, status, depth_at_fetch AS depth, url FROM pages
                    UNION ALL
                    SELECT id, step, 'skipped', reason, NULL, record ->> '$.depth', record ->> '$.url' FROM skips)
                GROUP BY id)
            WHERE state <> 'skipped' OR reason <> 'unparked';
        CREATE VIEW v_ledger AS
            SELECT 'pending' AS state, NULL AS reason, count(*) AS urls FROM v_discovered
                WHERE id NOT IN (SELECT id FROM v_settled)
            UNION ALL
            SELECT state, reason, count(*) FROM v_settled GROUP BY state, reason;

        """

    /// The host of `url` as an expression: what lies between `//`, credentials and `@`, and the port or the path.
    ///
    /// No column of the table: SQLite computes even a virtual one for each row that is put in, at twice the price of the row.
    private static let host: String = {
        let rest = "substr(url, instr(url, '://') + 3)"
        let authority = "substr(\(rest), 1, instr(\(rest) || '/', '/') - 1)"
        let name = "substr(\(authority), instr(\(authority), '@') + 1)"
        return """
            CASE WHEN \(name) GLOB '*:[0-9]*' AND \(name) NOT LIKE '%]' \
            THEN rtrim(rtrim(\(name), '0123456789'), ':') ELSE \(name) END
            """
    }()
}
