import SkitterCore
import SkitterDigest

extension BenchResult {
    /// The version of the JSON; a reader of one version reads what others of it write, and passes over keys that it does not
    /// know.
    package static let jsonVersion = 1
    /// What the JSON says that it is.
    package static let jsonKind = "skitter-bench"

    /// One JSON text; docs/benchmark-mode.md describes it.
    package var json: String {
        var writer = JSONWriter(indented: true)
        writer.beginObject()
        writer.key("v")
        writer.value(Self.jsonVersion)
        writer.key("kind")
        writer.value(Self.jsonKind)
        writer.key("program")
        writer.value(self.programVersion)
        writer.key("started")
        writer.time(self.startedMicroseconds)
        self.writeMachine(to: &writer)
        self.writeSettings(to: &writer)
        writer.key("cells")
        writer.beginArray()
        for row in self.rows { row.write(to: &writer) }
        writer.endArray()
        self.writeBodies(to: &writer)
        writer.key("notes")
        writer.beginArray()
        for note in self.notes { writer.value(note) }
        writer.endArray()
        writer.endObject()
        writer.newline()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func writeMachine(to writer: inout JSONWriter) {
        writer.key("machine")
        writer.beginObject()
        writer.key("processor")
        writer.value(self.machine.processor)
        writer.key("cores")
        writer.value(self.machine.cores)
        writer.key("kernel")
        writer.value(self.machine.kernel)
        writer.key("load")
        writer.figure(self.machine.load, decimals: 2)
        writer.key("file_limit")
        writer.value(self.machine.fileLimit)
        writer.key("swift")
        writer.value(self.machine.swift)
        writer.key("libcurl")
        writer.value(self.machine.libcurl)
        writer.key("libxml2")
        writer.value(self.machine.libxml2)
        writer.endObject()
    }

    private func writeSettings(to writer: inout JSONWriter) {
        let configuration = self.configuration
        writer.key("settings")
        writer.beginObject()
        writer.key("sites")
        writer.beginArray()
        for site in configuration.sites { writer.value(site.href) }
        writer.endArray()
        writer.key("copies")
        writer.value(configuration.copies)
        writer.key("rounds")
        writer.value(configuration.rounds)
        writer.key("warm_up")
        writer.value(configuration.warmUpRounds)
        writer.key("order")
        writer.value(configuration.order.rawValue)
        writer.key("seed")
        writer.value(String(configuration.seed))
        writer.key("processes")
        writer.optional(configuration.processes)
        writer.key("work")
        writer.value(configuration.work.rawValue)
        writer.key("open_loop")
        writer.figure(configuration.ratePerSecond, decimals: 3)
        writer.key("own_server")
        writer.value(configuration.lists.contains { $0.latency != nil })
        writer.endObject()
    }

    /// What each URL gave: the bodies, and how often a download of it failed.
    private func writeBodies(to writer: inout JSONWriter) {
        writer.key("bodies")
        writer.beginObject()
        writer.key("verdict")
        writer.value(self.verdict.word)
        writer.key("urls")
        writer.beginArray()
        for entry in self.tally.entries {
            writer.beginObject()
            writer.key("url")
            writer.value(entry.url.href)
            writer.key("failed")
            writer.value(entry.byCase.reduce(0) { $0 + $1.counts.failed })
            writer.key("bodies")
            writer.beginArray()
            for body in Set(entry.byCase.flatMap { $0.counts.bodies.keys }).sorted() {
                writer.beginObject()
                writer.key("bytes")
                writer.value(body.bytes)
                writer.key("sha256")
                writer.value(body.digest.hexadecimal)
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}

extension BenchRow {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("name")
        writer.value(self.name)
        writer.key("strategy")
        writer.value(self.subject.strategy.rawValue)
        writer.key("transport")
        writer.value(self.subject.transport.rawValue)
        writer.key("concurrency")
        writer.value(self.subject.concurrency)
        writer.key("latency_ms")
        writer.figure(self.subject.latency.map { $0.inSeconds * 1_000 }, decimals: 3)
        writer.key("read")
        writer.value(self.read)
        writer.key("tried")
        writer.value(self.tried)
        writer.key("outliers")
        writer.value(self.outliers)
        writer.key("verdict")
        writer.optional(self.verdict)
        writer.key("figures")
        writer.beginObject()
        for metric in BenchMetric.allCases {
            writer.key(text: metric.rawValue)
            writer.figure(self.value(metric), decimals: metric.decimals)
        }
        writer.endObject()
        writer.key("rounds")
        writer.beginArray()
        for round in self.rounds { round.write(to: &writer) }
        writer.endArray()
        writer.endObject()
    }
}

extension BenchRound {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("round")
        writer.value(self.round)
        writer.key("seconds")
        writer.figure(self.seconds, decimals: 6)
        writer.key("outlier")
        writer.value(self.isOutlier)
        writer.key("user_s")
        writer.figure(self.usage.user.inSeconds, decimals: 6)
        writer.key("system_s")
        writer.figure(self.usage.system.inSeconds, decimals: 6)
        writer.key("peak_mb")
        writer.figure(self.peakBytes.map { Double($0) / 1_000_000 }, decimals: 1)
        writer.key("threads")
        writer.optional(self.threads)
        writer.key("switches")
        writer.value(self.usage.voluntarySwitches)
        writer.key("forced_switches")
        writer.value(self.usage.forcedSwitches)
        writer.endObject()
    }
}

extension JSONWriter {
    /// `value` with so many digits after the point, or null.
    fileprivate mutating func figure(_ value: Double?, decimals: Int) {
        if let value { self.value(value, decimals: decimals) } else { self.null() }
    }
}
