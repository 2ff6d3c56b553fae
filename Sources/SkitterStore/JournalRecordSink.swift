package import SkitterArchive
package import SkitterCore

/// Makes the steps of a crawl durable in its directory: the files of records, the archive, and `crawl.sqlite`.
///
/// A batch goes to the files first, then in one transaction to the journal together with the lengths that the files have
/// with it: what is in the journal is in the files, and a journal that is read at any time holds a prefix of the steps.
/// Where anything fails the files of records are cut back to the last commit, and every later call throws the same error.
/// Writing blocks; it happens on a thread that does nothing else.
package actor JournalRecordSink: HoldingRecordSink {
    /// The thread on which this actor runs; nothing else runs there.
    private let queue = WriterQueue(label: "skitter.journal")
    /// `pages.jsonl`, `skipped.jsonl`, `depths.jsonl`.
    private var files: RecordFiles
    /// The lines of the batch at hand; the memory is kept for the next batch.
    private var lines = RecordLines()
    /// The series of WARC files; nil where exchanges are not archived.
    private var archive: WARCWriter?
    /// `crawl.sqlite`.
    private let journal: JournalWriter
    /// What the last commit says.
    private var position: JournalPosition
    /// Rows of the time series that the next commit takes along.
    private var series: [TimeSeriesRow] = []
    /// What may count, where the frontier is shared.
    private var held: HeldFile?
    /// Whether nobody has said yet what of it does.
    private var isHolding = false
    /// What keeps this sink from writing, once something does.
    private var failure: ArchiveError?
    private let options: JournalOptions
    private let directory: String

    /// The thread of its own, not the pool that crawls.
    package nonisolated var unownedExecutor: UnownedSerialExecutor { self.queue.asUnownedSerialExecutor() }

    /// A sink for a crawl that begins in `directory`, which the caller has locked and which holds no journal.
    package init(creatingIn directory: String, meta: JournalMeta, options: JournalOptions) throws(ArchiveError) {
        let position = JournalPosition(writtenMicroseconds: options.wallMicroseconds())
        let path = CrawlFile.journal.path(in: directory)
        let connection = try JournalFile.create(
            path, meta: meta, position: position, durability: options.durability, pageLimit: options.databasePageLimit)
        try self.init(
            connection, path: path, directory: directory, meta: meta, position: position, options: options)
    }

    /// A sink that goes on where the journal in `directory`, which the caller has locked, stands.
    ///
    /// The files are brought to what the journal says first (``OutputRepair``). Steps go on from ``position``.
    package init(resumingIn directory: String, options: JournalOptions) throws(ArchiveError) {
        let path = CrawlFile.journal.path(in: directory)
        let connection = try JournalFile.write(
            path, durability: options.durability, pageLimit: options.databasePageLimit)
        let reader = try JournalReader(directory: directory)
        _ = try OutputRepair(directory: directory, reader: reader).run()
        try self.init(
            connection, path: path, directory: directory, meta: reader.meta, position: reader.position,
            options: options)
    }

    private init(
        _ connection: sending SQLiteConnection, path: String, directory: String, meta: JournalMeta,
        position: JournalPosition,
        options: JournalOptions
    ) throws(ArchiveError) {
        let clock = StoreClock(startedMicroseconds: options.runStartedMicroseconds)
        self.journal = try JournalWriter(connection, path: path, clock: clock, hashSeed: meta.hashSeed)
        self.files =
            if let writeCall = options.writeCall {
                try RecordFiles(
                    pages: CrawlFile.pages.path(in: directory), skipped: CrawlFile.skipped.path(in: directory),
                    depths: CrawlFile.depths.path(in: directory), writeCall: writeCall)
            } else {
                try RecordFiles(in: directory)
            }
        self.archive = try ArchiveSeries.open(in: directory, at: position.archive, options: options)
        self.position = position
        // A run that goes on has not ended.
        self.position.ending = nil
        self.options = options
        self.directory = directory
    }

    /// How far everything is durable.
    package var committed: JournalPosition { self.position }

    /// Writes `entries`, all or none, and what was on the wire into the archive, where there is one; returns when files,
    /// archive and journal hold them.
    package func append(_ entries: [StepEntry]) throws {
        var exchanges: [(step: UInt64, exchange: WARCExchange)] = []
        if self.archive != nil {
            for entry in entries {
                exchanges += entry.fetched.compactMap { WARCExchange($0).map { (entry.step, $0) } }
            }
        }
        try self.append(entries, exchanges: exchanges)
    }

    /// Writes `entries`, and into the archive what was exchanged in some of their steps.
    package func append(_ entries: [StepEntry], exchanges: [(step: UInt64, exchange: WARCExchange)])
        throws(ArchiveError)
    {
        if !entries.isEmpty || !exchanges.isEmpty { try self.commit(entries, exchanges: exchanges, ending: nil) }
        self.isHolding = false
    }

    /// Keeps `entries`, and what is to go into the archive with them, in a file beside the records.
    package func hold(_ entries: [HeldEntry]) throws {
        if let failure = self.failure { throw failure }
        var batch = HeldBatch(lastStep: self.position.step)
        batch.entries = entries.map { held in
            HeldBatch.Entry(
                claim: held.claim, entry: held.entry,
                exchanges: self.archive == nil ? [] : held.entry.fetched.compactMap { WARCExchange($0) })
        }
        self.isHolding = true
        do throws(ArchiveError) {
            if self.held == nil { self.held = try HeldFile(in: self.directory) }
            try self.held?.replace(with: batch, survivesPowerLoss: self.options.durability == .power)
        } catch {
            self.failure = error
            throw error
        }
    }

    /// What an earlier run held and nobody has settled; nil where there is nothing such.
    package func unsettled() throws(ArchiveError) -> HeldBatch? {
        guard let batch = try HeldFile.read(in: self.directory), batch.lastStep == self.position.step else {
            return nil
        }
        self.isHolding = true
        return batch
    }

    /// Writes what counts of what an earlier run held.
    package func settle(_ batch: HeldBatch, accepted: Set<LeaseClaim>) throws(ArchiveError) {
        var entries: [StepEntry] = []
        var exchanges: [(step: UInt64, exchange: WARCExchange)] = []
        for held in batch.entries where accepted.contains(held.claim) {
            var entry = held.entry
            entry.step = self.position.step + UInt64(entries.count) + 1
            entries.append(entry)
            exchanges += held.exchanges.map { (entry.step, $0) }
        }
        try self.append(entries, exchanges: exchanges)
    }

    /// Takes the mark of a consumer; the next commit writes it.
    package func consumed(upTo step: UInt64) {
        self.position.consumed = step
    }

    /// Takes a row of the time series; the next commit writes it.
    package func append(_ row: TimeSeriesRow) {
        self.series.append(row)
    }

    /// Notes how the run ended, before or after ``close()``; the crawl can go on all the same.
    package func finish(_ ending: CrawlEnding) throws(ArchiveError) {
        try self.commit([], exchanges: [], ending: ending)
    }

    /// Commits what is left and brings the log into the database; throws where anything was not written.
    package func close() throws {
        if let failure = self.failure { throw failure }
        if !self.series.isEmpty { try self.commit([], exchanges: [], ending: self.position.ending) }
        if !self.isHolding { HeldFile.remove(in: self.directory) }
        try self.journal.close()
    }

    private func commit(
        _ entries: [StepEntry], exchanges: [(step: UInt64, exchange: WARCExchange)], ending: CrawlEnding?
    ) throws(ArchiveError) {
        if let failure = self.failure { throw failure }
        var step = self.position.step
        for index in entries.indices {
            precondition(entries[index].step > step, "steps are written in ascending order")
            step = entries[index].step
        }
        self.lines.encode(entries)
        do throws(ArchiveError) {
            var batch = JournalBatch(
                entries: entries, lines: self.lines, series: self.series, position: self.position)
            for (step, exchange) in exchanges {
                guard let location = try self.archive?.append(exchange) else { break }
                batch.captures.append((step, location))
            }
            try self.files.append(self.lines)
            if self.options.durability == .power { try self.synchronize() }
            batch.position.step = step
            if let last = entries.last { batch.position.inFlight = last.inFlight }
            batch.position.writtenMicroseconds = self.options.wallMicroseconds()
            batch.position.records = self.files.offsets
            batch.position.archive = self.archive?.position ?? self.position.archive
            batch.position.ending = ending
            try self.journal.commit(batch)
            self.position = batch.position
            self.series.removeAll(keepingCapacity: true)
        } catch {
            // The archive is not cut: it can never be made again, and exchanges beyond the last commit harm no reader. A
            // resumed crawl cuts it. What the records lack after a commit that was durable all the same, it writes again.
            try? self.files.cut(to: self.position.records)
            self.failure = error
            throw error
        }
    }

    private func synchronize() throws(ArchiveError) {
        try self.archive?.synchronize()
        try self.files.synchronize()
    }
}
