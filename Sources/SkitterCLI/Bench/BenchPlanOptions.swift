internal import ArgumentParser
internal import SkitterBench
internal import SkitterCore

/// How `skitter bench` downloads.
struct BenchPlanOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Which of sync, threads, async, actor, processes take part, in this order.", valueName: "LIST"))
    var strategies = "sync,threads,async,processes"

    @Option(help: ArgumentHelp("What carries the requests: urlsession, curl, or both.", valueName: "LIST"))
    var transport = "urlsession"

    @Option(
        name: [.customShort("c"), .customLong("concurrency")],
        help: ArgumentHelp(
            "Requests in flight, for every strategy but sync; several like 1,5,16 are compared.", valueName: "LIST"))
    var concurrency = "5"

    @Option(
        help: ArgumentHelp(
            "Worker processes of the strategy processes. Default: the cores of this machine.", valueName: "N"))
    var processes: Int?

    @Option(help: "What is done with each body: io digests it, mixed and cpu also read its links, 10 and 100 times.")
    var work = BenchWork.io

    @Option(
        help: ArgumentHelp(
            "Requests are due at this rate a second, and latencies count from when they were due.", valueName: "RATE"))
    var openLoop: Double?

    @Option(help: ArgumentHelp("Give every strategy this many turns; the tables have medians.", valueName: "R"))
    var rounds = 1

    @Option(
        help: ArgumentHelp(
            "Rounds that are run first and thrown away. Default: 1 where there are several rounds.", valueName: "W"))
    var warmUp: Int?

    @Option(help: "Order of a round: abba is forward, then backward; random is shuffled.")
    var order = BenchOrder.abba

    @Option(help: ArgumentHelp("Repeats what chance decides: the random order, and the intervals.", valueName: "N"))
    var seed: UInt64 = 1

    /// These options as a configuration without sites.
    func configuration() throws(BenchError) -> BenchConfiguration {
        var configuration = BenchConfiguration()
        configuration.strategies = try BenchStrategy.list(from: self.strategies)
        configuration.transports = try BenchTransport.list(from: self.transport)
        configuration.concurrencies = try BenchList.numbers(self.concurrency, option: "-c")
        configuration.processes = self.processes
        configuration.work = self.work
        configuration.ratePerSecond = self.openLoop
        configuration.rounds = self.rounds
        configuration.warmUpRounds = self.warmUp ?? (self.rounds > 1 ? 1 : 0)
        configuration.order = self.order
        configuration.seed = self.seed
        return configuration
    }
}

extension BenchWork: ExpressibleByArgument {}
extension BenchOrder: ExpressibleByArgument {}
extension BenchFormat: ExpressibleByArgument {}
