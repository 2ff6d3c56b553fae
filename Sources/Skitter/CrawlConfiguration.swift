public import SkitterCore

/// Everything a user may decide about a crawl. `init()` gives the defaults on which the best crawlers converged; each is
/// stated and defended beside its variable. ``validate()`` tells what does not hold.
public struct CrawlConfiguration: Sendable {
    /// Where a crawl may go.
    public struct Reach: Sendable {
        /// Links followed from a seed; nil for no limit. 2 is what two clicks reach.
        public var depth: Int? = 2
        /// How far from its seeds.
        public var mode: ScopeMode = .host
        /// Whether links that lead out of scope are asked for too, each once; theirs are not followed. Off: a crawl stays where
        /// it was sent.
        public var asksBeyond = false
        /// URLs must match one of these POSIX extended regular expressions, where there are any.
        public var includes: [String] = []
        /// URLs must match none of these.
        public var excludes: [String] = []
        /// In bytes. 2,048: longer ones are almost always traps.
        public var maxURLLength = 2048
        /// Whether URLs of a pattern whose pages only repeat each other are parked. On: an endless calendar would
        /// otherwise take a crawl without a depth limit for itself.
        public var parksTraps = true
        /// Patterns that are never parked, as the summary of a crawl writes them.
        public var unparked: [String] = []
        /// Whether the sitemaps that a seed's robots.txt names are asked for pages, which then lie at depth 1. Off: a
        /// sitemap names pages that nobody links to, and more of them than a crawl of two clicks expects.
        public var discoversSitemaps = false
        /// Further sitemaps, feeds or lists of URLs. They open the scope like seeds.
        public var sitemaps: [CrawlURL] = []
    }

    /// When a crawl stops by itself.
    public struct Budgets: Sendable {
        /// Pages fetched, exactly; nil for no limit.
        public var maxPages: Int?
        /// Pages fetched of each host at most, 1 or more; what else there is of it is skipped. Nil: no limit.
        public var maxPagesPerHost: Int?
        /// Time after which nothing more is started; nil for no limit.
        public var maxTime: Duration?
        /// The run ends when only hosts are left that permit nothing for this long. 15 minutes.
        public var maxHostWait: Duration = .seconds(15 * 60)
        /// The memory of the process, in bytes; what is known and queued beyond it goes to a scratch file in the directory.
        /// 512 MB hold some ten million URLs of a hundred thousand hosts.
        public var maxMemoryBytes = 512 << 20

        /// What connections, bodies and code take is not the frontier's.
        var frontierMemoryBytes: Int { self.maxMemoryBytes - min(self.maxMemoryBytes / 2, 128 << 20) }
    }

    /// How a crawl treats its hosts.
    public struct Politeness: Sendable {
        /// Whether robots.txt is asked for and obeyed (RFC 9309).
        public var obeysRobots = true
        /// The pause of a host between an answer and the next request. nil: at least 1 s, twice the last response time, at
        /// most 30 s; none for private hosts that a seed names. A `Crawl-delay` is obeyed beyond it.
        public var delay: Duration?
        /// Delays are lengthened by a random part of up to this share, 0...1.
        public var jitter = 0.0
        /// The least time between requests to one address. nil: 250 ms; none for private hosts that a seed names.
        public var perAddressDelay: Duration?
        /// Requests in flight to one host. nil: 1; as many as in all for private hosts that a seed names.
        public var perHost: Int?
        /// Hosts that have a pause or a number of requests of their own.
        public var hosts = HostSettings<HostPolicy>()
    }

    /// What is sent and how long it may take.
    public struct HTTP: Sendable {
        /// Requests in flight in all. 32.
        public var concurrency = 32
        /// `User-Agent`; it must say who crawls.
        public var userAgent = "Skitter/\(SkitterVersion.current) (+https://skitter.invalid/)"
        /// The product token by which robots.txt addresses the crawler.
        public var robotsAgent = "skitter"
        /// Further field lines.
        public var fields = HTTPFields()
        /// Further field lines for single hosts, in place of those of the same name in ``fields``. What several values of the table say
        /// of one name, the one says that counts most.
        public var hostFields = HostSettings<HTTPFields>()
        /// A whole exchange. 30 s.
        public var timeout: Duration = .seconds(30)
        /// Tries after the first, on 408, 429, 500, 502, 503, 504 and network errors. 2.
        public var retries = 2
        /// Redirects in a row. 10.
        public var maxRedirects = 10
        /// Bodies are cut here, after decompression. 10 MiB.
        public var maxBodyBytes = 10 * 1024 * 1024
        /// Whether cookies are kept and sent (RFC 6265). Off: pages then do not depend on the order of requests.
        public var keepsCookies = false
        /// `USER:PASS` for the origins of the seeds, and for no other (RFC 7617). Seeds with credentials of their own keep them.
        public var userPassword: String?
        /// The contents of a netrc file, asked for the hosts of the seeds, and for no other.
        public var netrc: [UInt8]?
        /// Who reads the tags in which links stand; the answers are the same.
        public var parser = Parser.libxml2
        /// Who fetches.
        public var transport = Transport.automatic
        /// Hosts that somebody else fetches from than ``transport``.
        public var hostTransports = HostSettings<Transport>()
        /// Event loops of the `curl` transport, each with a thread and connections of its own; nil for one a core.
        public var loops: Int?
        /// A connection is made within this time, TLS included. 10 s. (`curl` only.)
        public var connectTimeout: Duration = .seconds(10)
        /// The proxy (`http://`, `socks5://`, …), or nil for what the environment names. (`curl` only.)
        public var proxy: String?
        /// Whether certificates are verified. (`curl` only.)
        public var verifiesTLS = true
        /// Hosts whose addresses are given in place of those that their names have. (`curl` only.)
        public var resolve: [ResolveOverride] = []
        /// A file of certificates (PEM) to trust instead of the system's. (`curl` only.)
        public var certificateFile: String?
    }

    /// Who fetches.
    public enum Transport: String, Sendable, CaseIterable {
        /// The one that keeps the contract of sessions whole: `curl`.
        case automatic = "auto"
        /// Foundation's URLSession.
        case urlsession
        /// libcurl on event loops.
        case curl
    }

    /// Who reads the tags in which links stand.
    public enum Parser: String, Sendable, CaseIterable {
        /// libxml2, tag by tag.
        case libxml2
        /// An attribute reader of our own, about twice as fast.
        case tokenizer
    }

    /// What is kept of a crawl, and how safely.
    public struct State: Sendable {
        /// Whether the crawl in ``directory`` goes on, instead of a new one being begun. It keeps its seeds.
        public var resumes = false
        /// Whether the frontier's steps are journaled (`crawl.sqlite`). Without a journal a crawl cannot be resumed.
        public var keepsJournal = true
        /// Against what a page is safe once it counts.
        public var durability = Durability.process
        /// How long steps gather before they are written together. 50 ms: a kill costs the pages of so much time, which are fetched
        /// again; writing more often costs more for each page.
        public var commitInterval: Duration = .milliseconds(50)
        /// Steps that are written together at most; so many do not wait for ``commitInterval``. 1,000: more would make no page
        /// cheaper.
        public var commitChanges = 1000
        /// The directory of an earlier crawl: pages that it fetched are asked for only if they have changed since. The links of
        /// those that have not are followed as that crawl found them.
        public var earlierDirectory: String?
        /// Whether exchanges are archived in WARC files. (`curl` only.)
        public var archives = false
        /// A WARC file of this length is followed by the next one. 10^9 bytes, as ISO 28500 recommends (Annex C).
        public var archiveFileBytes = 1_000_000_000
        /// The directory into which all answers are kept, so that they can be replayed; nil where they are not. A crawl that is
        /// resumed goes on with its recording.
        public var recordsInto: String?
        /// The recording that answers in place of the net; nil where the net does. Nothing is then sent, and hosts are looked up nowhere.
        public var replaysFrom: String?
        /// How fast a recording answers. As fast as it can.
        public var replayPace = ReplayPace.fast
        /// The frontier that this crawler shares with others; nil for a crawl of its own.
        public var sharedFrontier: SharedFrontier?
        /// The words of the command line that a resumed crawl repeats; the manifest keeps them.
        public var arguments: [String] = []
    }

    /// How fast a recording answers.
    public enum ReplayPace: String, Sendable, CaseIterable {
        /// At once, and no host is waited for.
        case fast
        /// After the time that each answer took, and hosts are waited for as in any crawl.
        case recorded
    }

    /// A crawl on which many crawlers work, each into a directory of its own: a frontier in PostgreSQL keeps them together.
    public struct SharedFrontier: Sendable {
        /// libpq's connection string, with any number of hosts. Its secrets are kept out of every record and message.
        public var address: String
        /// The crawl's name there: up to 40 of a-z, 0-9 and _.
        public var crawl: String
        /// For how long the servers may be gone before the run ends, to be gone on with. 5 minutes: longer than a failover takes.
        public var patience: Duration = .seconds(300)
        /// How long a host is leased, unless the lease is renewed: so long its URLs stay in the hand of a crawler that was killed.
        /// 2 minutes.
        public var leaseTime: Duration = .seconds(120)

        /// The crawl called `crawl` at `address`.
        public init(address: String, crawl: String) {
            self.address = address
            self.crawl = crawl
        }
    }

    /// Against what a page is safe once it counts.
    public enum Durability: String, Sendable, CaseIterable {
        /// A kill of the process, at any instant.
        case process
        /// A loss of power too; each group of pages waits for the device.
        case power
    }

    /// Where a crawl may go.
    public var reach = Reach()
    /// When it stops by itself.
    public var budgets = Budgets()
    /// How it treats its hosts.
    public var politeness = Politeness()
    /// What is sent and how long it may take.
    public var http = HTTP()
    /// Private addresses that may be connected to besides those that seeds name, which open their own port alone.
    public var allowedPrivate: [AddressBlock] = []
    /// What is kept, and how safely.
    public var state = State()
    /// Where records go. Empty: nothing is kept. The crawl then tells what it finds by its events alone; what it needs on disk
    /// lies among the system's temporary files while it runs, and is removed at its end.
    public var directory = ""
    /// Whether what an earlier crawl left in the directory may be replaced.
    public var overwrites = false
    /// Failures that turn a finished crawl into exit code 6.
    public var failOn: Set<CrawlReport.FailOn> = []
    /// From a request to stop to the end, everything written. 5 s.
    public var stopTimeout: Duration = .seconds(5)

    /// The defaults.
    public init() {}

    private static let archiveSentence =
        "--warc needs --transport curl, for all hosts: URLSession does not tell the bytes that were on the wire"

    /// Throws what does not hold, in one sentence that names the option.
    public func validate() throws(ConfigurationError) {
        func check(_ holds: Bool, _ message: String) throws(ConfigurationError) {
            if !holds { throw ConfigurationError(message) }
        }
        try check((self.reach.depth ?? 0) >= 0, "--depth must be 0 or more")
        try check(
            !self.reach.discoversSitemaps || self.politeness.obeysRobots,
            "--sitemap auto asks robots.txt for sitemaps: it needs --robots on, or name them with --sitemap URL")
        try check(self.budgets.maxMemoryBytes >= 64 << 10, "--max-memory must be 64K or more")
        try check(self.reach.maxURLLength >= 16, "--max-url-length must be 16 or more")
        for pattern in self.reach.unparked {
            try check(
                TrapPattern.mayBeText(pattern),
                "--unpark '\(pattern)' is not a pattern: write it as the summary of a crawl does, such as http://example.org/cal/{date}"
            )
        }
        try check(
            self.reach.parksTraps || self.reach.unparked.isEmpty,
            "--unpark is of no use where --traps off parks nothing")
        if let shared = self.state.sharedFrontier {
            try check(
                self.state.keepsJournal,
                "--frontier needs --journal on: what a killed crawler has visited must not be lost")
            try check(
                self.state.earlierDirectory == nil,
                "--if-modified knows the pages of one directory: it cannot be used with --frontier")
            try check(
                !self.reach.asksBeyond, "--beyond ask cannot be used with --frontier, whose crawlers stay in scope")
            try check(
                self.state.recordsInto == nil && self.state.replaysFrom == nil,
                "--record and --replay are for a crawl of one crawler: they cannot be used with --frontier")
            try check(shared.patience >= .zero, "--frontier-timeout must not be less than nothing")
            try check(
                shared.leaseTime >= self.http.timeout * 2 + .seconds(2),
                "--lease-time must be 2 s more than twice --timeout: no request may outlast its lease")
        }
        try check((self.budgets.maxPages ?? 1) > 0, "--max-pages must be 1 or more")
        try check((self.budgets.maxPagesPerHost ?? 1) > 0, "--max-pages-per-host must be 1 or more")
        try check((self.budgets.maxTime ?? .seconds(1)) > .zero, "--max-time must be more than nothing")
        try check((0...1).contains(self.politeness.jitter), "--jitter must lie between 0 and 1")
        try check((self.politeness.perHost ?? 1) > 0, "--per-host must be 1 or more")
        for (host, own) in self.politeness.hosts.entries {
            try check((own.perHost ?? 1) > 0, "--per-host-of '\(host)=\(own.perHost ?? 0)' must be 1 or more")
        }
        try check((1...4096).contains(self.http.concurrency), "--concurrency must lie between 1 and 4096")
        try check(self.http.timeout > .zero, "--timeout must be more than nothing")
        try check((1...256).contains(self.http.loops ?? 1), "--loops must lie between 1 and 256")
        try check(self.http.connectTimeout > .zero, "--connect-timeout must be more than nothing")
        let usesURLSession = TransportsOfHosts(self.http).all.contains(.urlsession)
        if usesURLSession {
            let isPlain = self.http.proxy == nil && self.http.verifiesTLS && self.http.certificateFile == nil
            try check(
                isPlain && self.http.resolve.isEmpty,
                "--proxy, --insecure, --cacert and --resolve need --transport curl, for all hosts")
        }
        for (host, overrides) in Dictionary(grouping: self.http.resolve, by: \.host) {
            try check(
                Set(overrides.map { Set($0.addresses) }).count == 1,
                "--resolve gives \(host) other addresses on another port: a host has the same on all its ports")
        }
        try check(!self.state.archives || !usesURLSession, CrawlConfiguration.archiveSentence)
        try check(self.state.archiveFileBytes > 0, "--warc-size must be more than nothing")
        try check(
            !self.state.archives || self.state.keepsJournal, "--warc needs the journal: it is tied to it (--journal on)"
        )
        try check(
            !self.state.resumes || !self.overwrites, "--resume and --overwrite exclude each other: the one keeps all")
        try check(
            !self.state.resumes || self.state.keepsJournal, "--resume needs the journal that --journal off turns off")
        try check(!self.state.resumes || !self.directory.isEmpty, "--resume needs the directory of the crawl: -o DIR")
        try check(
            (.zero ... .seconds(60)).contains(self.state.commitInterval),
            "--commit-interval must lie between nothing and 1m")
        try check(
            (1...100_000).contains(self.state.commitChanges), "--commit-changes must lie between 1 and 100000")
        try check(self.state.earlierDirectory != "", "--if-modified needs the directory of an earlier crawl")
        try check(
            self.state.recordsInto == nil || self.state.replaysFrom == nil,
            "--record and --replay exclude each other: what is replayed is recorded already")
        try check(
            self.state.replaysFrom == nil || !self.state.archives,
            "--warc cannot be used with --replay: a recording does not hold the bytes that were on the wire")
        try check(self.state.recordsInto != "", "--record needs a directory")
        try check(self.state.replaysFrom != "", "--replay needs the directory of a recording")
        try check(self.http.retries >= 0, "--retries must be 0 or more")
        try check(0...250 ~= self.http.maxRedirects, "--max-redirects must be 0 to 250")
        try check(self.http.maxBodyBytes > 0, "--max-body must be more than nothing")
        try check(self.stopTimeout > .zero, "--stop-timeout must be more than nothing")
        try check(!self.http.robotsAgent.isEmpty, "--robots-agent must not be empty")
        for field in self.http.fields.fields {
            try check(
                field.canBeSent,
                "--header '\(field.name)' is not a header field: a name, a colon, and a value on one line")
        }
        for (host, fields) in self.http.hostFields.entries {
            for field in fields.fields {
                try check(
                    field.canBeSent,
                    "--header-of '\(host)=\(field.name)' is not a header field: a name, a colon, and a value on one line"
                )
            }
        }
        for pattern in self.reach.includes + self.reach.excludes {
            do { _ = try URLPattern(pattern) } catch { throw ConfigurationError(error.description) }
        }
    }
}

extension HTTPFields.Field {
    /// Whether it is one line of a request, and what it seems.
    fileprivate var canBeSent: Bool {
        HTTPFields.isToken(self.name) && !self.value.utf8.contains { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }
    }
}

/// A configuration that does not hold, in one sentence.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What does not hold, and what would.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
