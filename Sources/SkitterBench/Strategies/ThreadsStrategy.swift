import SkitterLock

/// A pool of threads, each with a session of its own.
///
/// Each thread still waits for its download, but while one waits the others go on. What threads share must be
/// protected: here it is only the queue of downloads, behind a `Locked`. Sessions are not shared, so that each thread
/// has a connection of its own.
package struct ThreadsStrategy: Strategy {
    private let makeSession: SessionMaker

    package init(makeSession: @escaping SessionMaker) {
        self.makeSession = makeSession
    }

    package func run(_ job: CellJob, log: DownloadLog) async {
        let sessions = (0..<job.concurrency).map { _ in self.makeSession() }
        let work = PageWork(job.work)
        await withDiscardingTaskGroup { group in
            for session in sessions { group.addTask { await session.serveThreads() } }
            await OSThread.run {
                let queue = Locked(DownloadQueue(count: job.downloads))
                let threads = sessions.map { session in
                    OSThread {
                        while let number = queue.withLock({ $0.take() }) {
                            log.add(work.finish(session.fetchPageBlocking(number, of: job)))
                        }
                    }
                }
                for thread in threads { thread.join() }
            }
            for session in sessions { session.endService() }
        }
    }
}
