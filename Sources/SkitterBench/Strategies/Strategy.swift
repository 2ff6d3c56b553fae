/// One way of making all downloads of a job.
///
/// `run` returns when each download of the job is in the log. What it takes to get ready (sessions, threads, worker
/// processes) happens inside `run` and is measured with the rest, as in the classic lesson.
package protocol Strategy: Sendable {
    func run(_ job: CellJob, log: DownloadLog) async
}

/// Makes a session; every strategy gets its sessions, all configured alike, from one of these.
package typealias SessionMaker = @Sendable () -> any BenchSession
