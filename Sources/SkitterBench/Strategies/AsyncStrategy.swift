/// Tasks of one task group that share one session.
///
/// A task that waits holds no thread: it is suspended, and its thread runs another. So the number of downloads in
/// flight is not the number of threads; it is bounded here by starting a new task only when one has ended.
package struct AsyncStrategy: Strategy {
    private let makeSession: SessionMaker

    package init(makeSession: @escaping SessionMaker) {
        self.makeSession = makeSession
    }

    package func run(_ job: CellJob, log: DownloadLog) async {
        let session = self.makeSession()
        let work = PageWork(job.work)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<job.downloads {
                if number >= job.concurrency { await group.next() }
                group.addTask { log.add(work.finish(await session.fetchPage(number, of: job))) }
            }
        }
    }
}
