/// Tasks that share one session, as in ``AsyncStrategy``, but whatever is computed is computed on one actor.
///
/// So the waits overlap and the work does not: concurrency without parallelism, which is all that an event loop on one thread
/// has to offer in other languages. The tasks of ``AsyncStrategy`` run on a pool with a thread for each core; there, work
/// overlaps too.
package struct ActorStrategy: Strategy {
    private let makeSession: SessionMaker

    package init(makeSession: @escaping SessionMaker) {
        self.makeSession = makeSession
    }

    package func run(_ job: CellJob, log: DownloadLog) async {
        let session = self.makeSession()
        let desk = Desk(work: PageWork(job.work))
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<job.downloads {
                if number >= job.concurrency { await group.next() }
                group.addTask { log.add(await desk.finish(await session.fetchPage(number, of: job))) }
            }
        }
    }

    /// Where one page is worked on at a time.
    private actor Desk {
        private let work: PageWork

        init(work: PageWork) {
            self.work = work
        }

        func finish(_ page: FetchedPage) -> Download {
            self.work.finish(page)
        }
    }
}
