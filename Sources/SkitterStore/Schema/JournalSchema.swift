/// The tables of `crawl.sqlite`, as docs/crawl-directory.md describes them.
///
/// Tables are only appended to while a crawl runs, in the order of its steps, and none has an index beside its rows: with
/// an index on fingerprints appending is fifteen times as expensive. Ids are fingerprints, their bits read as a signed number. Columns in
/// `_us` hold microseconds: since 1970 (UTC) for instants.
enum JournalSchema {
    /// Marks the file as a journal of Skitter (`PRAGMA application_id`): the letters SKIT.
    static let applicationID: Int64 = 0x534B_4954

    /// What leads from each version to the next, oldest first; a step that was ever released never changes.
    static let migrations: [String] = [
        JournalSchema.first + JournalViews.first, JournalSchema.second + JournalViews.second,
    ]

    /// The version that this program writes (`PRAGMA user_version`).
    static var version: Int { self.migrations.count }

    private static let first = """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE position (
            one INTEGER PRIMARY KEY CHECK (one = 1), step INTEGER NOT NULL, time_us INTEGER NOT NULL,
            pages_bytes INTEGER NOT NULL, skipped_bytes INTEGER NOT NULL, depths_bytes INTEGER NOT NULL,
            warc_file TEXT, warc_bytes INTEGER, in_flight INTEGER NOT NULL, state TEXT NOT NULL, exit_code INTEGER, exit_cause TEXT);
        CREATE TABLE seeds (
            seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, id INTEGER NOT NULL, url TEXT NOT NULL,
            depth INTEGER NOT NULL, via TEXT NOT NULL);
        CREATE TABLE urls (
            seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, id INTEGER NOT NULL, url TEXT NOT NULL,
            depth INTEGER NOT NULL, hops INTEGER NOT NULL, via TEXT NOT NULL);
        CREATE TABLE pages (
            step INTEGER PRIMARY KEY, id INTEGER NOT NULL, url TEXT NOT NULL, outcome TEXT NOT NULL, error TEXT,
            status INTEGER, content_type TEXT, bytes INTEGER NOT NULL, depth_at_fetch INTEGER NOT NULL,
            started_us INTEGER NOT NULL, duration_us INTEGER NOT NULL, redirect INTEGER, links BLOB,
            record TEXT NOT NULL);
        CREATE TABLE skips (
            seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, id INTEGER NOT NULL, reason TEXT NOT NULL,
            record TEXT NOT NULL);
        CREATE TABLE depths (
            seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, id INTEGER NOT NULL, depth_from INTEGER NOT NULL,
            depth INTEGER NOT NULL);
        CREATE TABLE retries (
            seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, id INTEGER NOT NULL, attempts INTEGER NOT NULL,
            due_us INTEGER NOT NULL, cause TEXT);
        CREATE TABLE hosts (
            seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, host TEXT NOT NULL, not_before_us INTEGER NOT NULL,
            requests INTEGER NOT NULL, retries INTEGER NOT NULL, refusals INTEGER NOT NULL);
        CREATE TABLE robots (
            seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, origin TEXT NOT NULL, status INTEGER,
            fetched_us INTEGER NOT NULL, until_us INTEGER NOT NULL, error TEXT, body BLOB NOT NULL);
        CREATE TABLE scope (seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, url TEXT NOT NULL);
        CREATE TABLE awaiting (
            seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, id INTEGER NOT NULL, url TEXT NOT NULL, via TEXT NOT NULL);
        CREATE TABLE captures (
            seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, file TEXT NOT NULL, offset INTEGER NOT NULL,
            length INTEGER NOT NULL, end INTEGER NOT NULL);
        CREATE TABLE time_series (
            seq INTEGER PRIMARY KEY, time_us INTEGER NOT NULL, visits INTEGER NOT NULL, bytes INTEGER NOT NULL,
            s2xx INTEGER NOT NULL, s3xx INTEGER NOT NULL, s4xx INTEGER NOT NULL, s5xx INTEGER NOT NULL,
            failed INTEGER NOT NULL, retries INTEGER NOT NULL, queued INTEGER NOT NULL, in_flight INTEGER NOT NULL,
            hosts INTEGER NOT NULL, resident_bytes INTEGER, limited_by TEXT);
        CREATE TABLE repairs (
            seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, time_us INTEGER NOT NULL, what TEXT NOT NULL);

        """

    /// What the user decided about patterns of URLs while the crawl ran.
    private static let second = """
        CREATE TABLE parking (
            seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, pattern TEXT NOT NULL, decision TEXT NOT NULL);
        ALTER TABLE position ADD COLUMN consumed_step INTEGER;

        """
}
