/// How many workers a fleet has and what it expects of them.
package struct FleetConfiguration: Sendable {
    /// What is started.
    package var program: WorkerProgram
    /// Workers that serve everybody, at least one. Started as there is work.
    package var workers: Int
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

    /// A fleet of `program` on a machine with so many `cores`. All sessions of a worker share a queue, so there are several; but a worker
    /// keeps a core busy, waiting, for as long as it opens connections, so one core is left to whoever answers it.
    package init(program: WorkerProgram, cores: Int) {
        self.init(program: program, workers: cores - 1)
    }
}
