/// One session, one download after another: the program that everybody writes first.
///
/// Nearly all its time is spent waiting for a server, and nothing else happens meanwhile. That waiting is what the
/// other strategies win back. A session still earns something: it keeps the connection open for the next request.
package struct SyncStrategy: Strategy {
    private let makeSession: SessionMaker

    package init(makeSession: @escaping SessionMaker) {
        self.makeSession = makeSession
    }

    package func run(_ job: CellJob, log: DownloadLog) async {
        let session = self.makeSession()
        let work = PageWork(job.work)
        await withDiscardingTaskGroup { group in
            group.addTask { await session.serveThreads() }
            await OSThread.run {
                for number in 0..<job.downloads {
                    log.add(work.finish(session.fetchPageBlocking(number, of: job)))
                }
            }
            session.endService()
        }
    }
}
