package import SkitterCore

/// Measures every cell of a plan, one at a time, each in a fresh process.
package struct BenchRun: Sendable {
    /// What is told while it runs.
    package enum Event: Sendable {
        /// The measurement of this cell begins.
        case started(BenchCell)
        /// A download of this URL ended.
        case ended(BenchCell, url: CrawlURL, Download.Outcome)
        /// The measurement of this cell is over.
        case measured(CellMeasurement)
    }

    private let configuration: BenchConfiguration
    /// What is measured in which order.
    package let plan: BenchPlan
    private let process: CellProcess
    private let cores: Int
    private let tellsAtOnce: Bool

    /// A run of `configuration`, in processes of `program`, on a machine of `cores` cores. With `tellsAtOnce` the end of
    /// each download is told when it happens, at the price of one write each inside the measured time.
    package init(_ configuration: BenchConfiguration, program: Program, cores: Int, tellsAtOnce: Bool)
        throws(BenchError)
    {
        try configuration.validate()
        self.configuration = configuration
        self.plan = BenchPlan(configuration)
        self.process = CellProcess(program: program)
        self.cores = cores
        self.tellsAtOnce = tellsAtOnce
    }

    /// The measurements in the plan's order; `tell` hears what happens meanwhile.
    package func measure(tell: (Event) -> Void) async -> [CellMeasurement] {
        var measurements: [CellMeasurement] = []
        for cell in self.plan.cells {
            tell(.started(cell))
            let job = CellJob(cell, of: self.configuration, cores: self.cores, tellsAtOnce: self.tellsAtOnce)
            let measurement = await self.process.measure(cell, job: job) { download in
                tell(.ended(cell, url: job.sites[download.number % job.sites.count].url, download.outcome))
            }
            tell(.measured(measurement))
            measurements.append(measurement)
        }
        return measurements
    }
}
