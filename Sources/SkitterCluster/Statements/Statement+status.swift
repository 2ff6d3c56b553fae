#if Cluster
extension Statement {
    /// How many URLs wait, by depth. It reads them all.
    package static let pendingByDepth = Statement(
        "pending_by_depth", .report,
        "SELECT u.depth, count(*)::int8 FROM url u WHERE u.work = 1 GROUP BY u.depth")

    /// The lease that is in force for the longest time: the host, its age and what is left of it in milliseconds.
    package static let oldestLease = Statement(
        "oldest_lease", .report,
        """
        SELECT h.name, (extract(epoch FROM now()) * 1000)::int8 - h.leased_at,
            h.visible_at - (extract(epoch FROM now()) * 1000)::int8
        FROM host h
        WHERE h.token <> 0 AND h.visible_at > (extract(epoch FROM now()) * 1000)::int8
        ORDER BY h.leased_at LIMIT 1
        """)
}
#endif
