/// How many workers a fleet has and what it expects of them.
package struct FleetConfiguration: Sendable {
    /// What is started.
    package var program: WorkerProgram
    /// Workers that serve everybody: one a core, since all sessions of one share a queue. Started as there is work.
    package var workers = 1
    /// Workers that each serve one request at a time, for those among which a killer is: started at the first death.
    package var quarantineWorkers = 4
    /// Requests in flight at each of the ``workers``; more wait. URLSession does 64-200 well.
    package var inFlightPerWorker = 128
    /// The most connections of one worker to one host.
    package var connectionsPerHost = 256
    /// A worker that has not answered this long after a request's time is over has stopped working, and is ended.
    package var grace = Duration.seconds(2)
    /// A worker that has not said a word this long after its start never will.
    package var startTimeout = Duration.seconds(20)

    /// A fleet of `program` with `workers` workers.
    package init(program: WorkerProgram, workers: Int) {
        self.program = program
        self.workers = max(1, workers)
    }
}
