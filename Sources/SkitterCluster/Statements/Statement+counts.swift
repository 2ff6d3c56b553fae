#if Cluster
extension Statement {
    /// Where all URLs stand: rows of state, reason, depth and number. States below 0 are of hosts: -1 all known URLs, -2 those
    /// that are not settled, -3 those that are handed out, -4 beyond the depth limit, -5 behind too many redirects, -6 hosts,
    /// -7 hosts with URLs that are not settled.
    package static let counts = Statement(
        "counts", .report,
        """
        SELECT v.state::int2, ''::text, 0::int2, v.n::int8
        FROM (
            SELECT coalesce(sum(h.known), 0) AS known, coalesce(sum(h.pending), 0) AS pending,
                sum(h.leased) FILTER (
                    WHERE h.token <> 0 AND h.visible_at > (extract(epoch FROM now()) * 1000)::int8) AS leased,
                coalesce(sum(h.too_deep), 0) AS too_deep, coalesce(sum(h.too_far), 0) AS too_far,
                count(*) FILTER (WHERE h.known > h.too_deep + h.too_far) AS hosts, count(*) FILTER (WHERE h.pending > 0) AS open
            FROM host h) s
        CROSS JOIN LATERAL (VALUES (-1, s.known), (-2, s.pending), (-3, coalesce(s.leased, 0)), (-4, s.too_deep), (-5, s.too_far),
            (-6, s.hosts), (-7, s.open)) AS v(state, n)
        UNION ALL
        SELECT t.state, t.reason, t.depth, sum(t.n)::int8 FROM tally t GROUP BY t.state, t.reason, t.depth
        """)

    /// How many pages are fetched, and how many URLs handed out: for a budget of pages.
    package static let spent = Statement(
        "spent", .report,
        """
        SELECT
            (SELECT coalesce(sum(t.n), 0) FROM tally t WHERE t.state = 2)::int8,
            (SELECT coalesce(sum(h.leased), 0) FROM host h
                WHERE h.token <> 0 AND h.visible_at > (extract(epoch FROM now()) * 1000)::int8)::int8
        """)
}
#endif
