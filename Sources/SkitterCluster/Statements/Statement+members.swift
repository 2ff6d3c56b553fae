#if Cluster
extension Statement {
    /// What all crawlers of a crawl must agree on, by the first of them: what is set already stays.
    ///
    /// Parameters: names, values.
    static let adopt = Statement(
        "adopt", .crawl,
        """
        INSERT INTO setting (name, value) SELECT * FROM unnest($1::text[], $2::text[]) AS s(name, value) ORDER BY s.name
        ON CONFLICT (name) DO NOTHING
        """)

    static let settings = Statement("settings", .crawl, "SELECT s.name, s.value FROM setting s")

    /// A crawler tells of itself. Row: what crawlers are told to do.
    ///
    /// Parameters: its number and name; whether it has ended; visits, visits in a thousand seconds, hosts leased, URLs in flight,
    /// what limits it.
    static let beat = Statement(
        "beat", .crawl,
        """
        INSERT INTO crawler AS c (id, name, seen, has_ended, visits, rate, leases, in_flight, limiter)
        VALUES ($1, $2, (extract(epoch FROM now()) * 1000)::int8, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (id) DO UPDATE SET
            name = excluded.name, seen = excluded.seen, has_ended = excluded.has_ended, visits = excluded.visits,
            rate = excluded.rate, leases = excluded.leases, in_flight = excluded.in_flight, limiter = excluded.limiter
        RETURNING (SELECT w.word FROM crawl w)
        """)

    /// Parameters: what crawlers are told to do from now on.
    static let order = Statement("order", .crawl, "UPDATE crawl SET word = $1")

    static let currentOrder = Statement("current_order", .crawl, "SELECT w.word FROM crawl w")

    /// Crawlers, the latest first: number, name, milliseconds since each told, whether it has ended, and what it told.
    static let crawlers = Statement(
        "crawlers", .crawl,
        """
        SELECT c.id, c.name, (extract(epoch FROM now()) * 1000)::int8 - c.seen, c.has_ended, c.visits, c.rate, c.leases,
            c.in_flight, c.limiter
        FROM crawler c ORDER BY c.has_ended, c.seen DESC LIMIT 10000
        """)
}
#endif
