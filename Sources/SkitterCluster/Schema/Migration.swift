#if Cluster
/// One step of a crawl's tables from one version of the program to the next. A step that was published never changes; what
/// comes later is another step.
package struct Migration: Sendable {
    /// Statements that leave version `n` of the tables where they found `n - 1`, `n` being their place in ``all``.
    package let text: StaticString

    /// All steps in their order: as many as the version of a new crawl's tables.
    package static let all = [Migration.first, Migration.hostBudget]

    /// The schema and the tables of ``Migration/first`` in it; with ``Migration/all`` the version's row.
    ///
    /// Rows of all tables but `migration`, `crawl`, `setting` and `crawler` belong to a shard, which is the first column of each key: they can be
    /// spread over many servers by it. `host` is one queue, `url` all that was ever named, of which the key is the set of
    /// known URLs. Instants are milliseconds since 1970 by the server's clock; 2^63 - 1 is never.
    private static let first = Migration(
        text: """
            DO $$ BEGIN EXECUTE format('CREATE SCHEMA %I', current_setting('skitter.schema')); END $$;

            CREATE TABLE migration (
                version int4 PRIMARY KEY,
                applied timestamptz NOT NULL DEFAULT now());

            CREATE TABLE crawl (
                only_one bool PRIMARY KEY DEFAULT true CHECK (only_one),
                shards int2 NOT NULL,
                hash_seed int8 NOT NULL,
                word int2 NOT NULL DEFAULT 0);         -- to all crawlers: 0 crawl, 1 pause, 2 stop

            CREATE TABLE setting (
                name text PRIMARY KEY,
                value text NOT NULL);

            CREATE TABLE crawler (
                id int8 PRIMARY KEY,                   -- of its directory
                name text NOT NULL,
                seen int8 NOT NULL,                    -- when it told of itself
                has_ended bool NOT NULL,
                visits int8 NOT NULL,
                rate int8 NOT NULL,                    -- visits in a thousand seconds
                leases int4 NOT NULL,
                in_flight int4 NOT NULL,
                limiter text);

            CREATE TABLE shard (
                shard int2 PRIMARY KEY,
                rest int8 NOT NULL DEFAULT 0,          -- the crawler that records what a limit held back
                is_told bool NOT NULL DEFAULT false);  -- whether that is done

            CREATE TABLE host (
                visible_at int8 NOT NULL,              -- when it may be leased: its delay, its lease's end, or never: nothing to do
                opens int8 NOT NULL,                   -- its delay alone, for when there is something to do again
                token int8 NOT NULL DEFAULT 0,         -- of the lease in force; 0: none
                leased_at int8 NOT NULL DEFAULT 0,     -- when that began
                host int4 NOT NULL,
                shard int2 NOT NULL,
                leased int4 NOT NULL DEFAULT 0,        -- URLs handed out with the lease
                known int4 NOT NULL DEFAULT 0,         -- all its URLs
                pending int4 NOT NULL DEFAULT 0,       -- of those, not settled: waiting or handed out
                lowered int4 NOT NULL DEFAULT 0,       -- settled, and a shorter way is to be passed on along their links
                too_deep int4 NOT NULL DEFAULT 0,      -- held back beyond the depth limit
                too_far int4 NOT NULL DEFAULT 0,       -- held back behind too many redirects
                requests int4 NOT NULL DEFAULT 0,
                retries int4 NOT NULL DEFAULT 0,
                refusals int4 NOT NULL DEFAULT 0,      -- answers in a row that asked to be left alone
                ports int4[] NOT NULL DEFAULT '{}',    -- by which seeds name it
                name text NOT NULL,
                PRIMARY KEY (shard, host))
                WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
            CREATE INDEX host_ready ON host (shard, visible_at);

            CREATE TABLE url (
                id int8 NOT NULL,
                token int8 NOT NULL DEFAULT 0,         -- of the lease that settled it; below 0: of one that never will
                due int8 NOT NULL DEFAULT 0,           -- not before: it is tried again
                host int4 NOT NULL,
                shard int2 NOT NULL,
                prio int2 NOT NULL,
                work int2 NOT NULL,                    -- 0 none, 1 to visit, 2 to pass a shorter way on
                state int2 NOT NULL,                   -- that of the ledger; 8: out of scope, unless a seed still widens it
                depth int2 NOT NULL,
                hops int2 NOT NULL,
                told int2 NOT NULL DEFAULT 0,          -- the depth that records and tally have of it
                tries int2 NOT NULL DEFAULT 0,
                seed bool NOT NULL,                    -- named by the user, or what that was redirected to
                via text NOT NULL,                     -- a word, for which numbers save nothing
                url text NOT NULL,
                parent text,
                outlinks bytea,
                PRIMARY KEY (shard, host, id))
                WITH (fillfactor = 90);
            CREATE INDEX url_work ON url (shard, host, prio) WHERE work > 0;
            CREATE INDEX url_seed ON url (shard) WHERE seed AND work > 0;
            CREATE INDEX url_outside ON url (shard, host, id) WHERE state = 8;

            CREATE TABLE widening (
                shard int2 NOT NULL,
                url text NOT NULL,                     -- what a seed was redirected to
                PRIMARY KEY (shard, url));

            CREATE TABLE robots (
                shard int2 NOT NULL,
                host int4 NOT NULL,
                origin text NOT NULL,
                until int8 NOT NULL,
                status int2 NOT NULL,                  -- -1: no answer
                body bytea NOT NULL,
                error text NOT NULL,
                PRIMARY KEY (shard, host, origin));

            CREATE TABLE address (
                shard int2 NOT NULL,
                address text NOT NULL,
                owner int8 NOT NULL,                   -- the crawler that alone sends requests there
                until int8 NOT NULL,                   -- as long as it does; 0: it has given it back
                opens int8 NOT NULL,                   -- the gap behind the last request
                gap int8 NOT NULL,
                PRIMARY KEY (shard, address));

            CREATE TABLE parking (
                shard int2 NOT NULL,
                pattern text NOT NULL,
                is_parked bool NOT NULL,
                by_user bool NOT NULL,
                is_done bool NOT NULL DEFAULT false,   -- whether all that was parked is back
                decided int8 NOT NULL,
                PRIMARY KEY (shard, pattern));

            CREATE TABLE tally (
                shard int2 NOT NULL,
                state int2 NOT NULL,
                reason text NOT NULL,
                depth int2 NOT NULL,
                n int8 NOT NULL,
                PRIMARY KEY (shard, state, reason, depth))
                WITH (fillfactor = 50);

            -- A server that knows nothing of a table takes it for a small one, and reads a whole shard for a URL. So it is shown rows
            -- first: what it learns of their columns stays.
            INSERT INTO host (visible_at, opens, host, shard, name)
                SELECT 0, 0, n, n % current_setting('skitter.shards')::int4, n::text FROM generate_series(1, 2000) AS g(n);
            INSERT INTO url (id, host, shard, prio, work, state, depth, hops, seed, via, url)
                SELECT n, n / 3, n / 3 % current_setting('skitter.shards')::int4, n % 5, n % 2, n % 3, n % 5, 0, false, 'a', n::text
                FROM generate_series(1, 6000) AS g(n);
            ANALYZE host, url;
            TRUNCATE host, url;

            INSERT INTO crawl (shards, hash_seed) VALUES
                (current_setting('skitter.shards')::int2, current_setting('skitter.hash_seed')::int8);
            INSERT INTO shard SELECT generate_series(0, current_setting('skitter.shards')::int4 - 1);
            INSERT INTO migration (version) VALUES (1)
            """)

    /// How many pages of a host are fetched, where that is limited.
    private static let hostBudget = Migration(
        text: """
            ALTER TABLE host ADD COLUMN fetched int4 NOT NULL DEFAULT 0;
            INSERT INTO migration (version) VALUES (2)
            """)
}
#endif
