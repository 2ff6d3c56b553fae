import SkitterCore

/// The figures of an earlier run, from the JSON that it wrote.
package struct BenchBaseline: Sendable {
    private var figures: [BenchCase: [BenchMetric: Double]] = [:]

    /// The run that `bytes`, the contents of `file`, tell of.
    package init(json bytes: [UInt8], file: String) throws(BenchError) {
        let isResult: Bool
        do throws(JSONError) {
            isResult = try self.read(bytes)
        } catch {
            throw BenchError("\(file) is no result of 'skitter bench --json': \(error).")
        }
        guard isResult else {
            throw BenchError("\(file) is no result of 'skitter bench --json' in version \(BenchResult.jsonVersion).")
        }
    }

    /// The figure of a case that was measured then; nil where there was none.
    package func value(_ metric: BenchMetric, of subject: BenchCase) -> Double? {
        self.figures[subject]?[metric]
    }

    /// False where the text is JSON, but none of ours.
    private mutating func read(_ bytes: [UInt8]) throws(JSONError) -> Bool {
        var reader = JSONReader(bytes)
        var version: Int?
        var kind: String?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "v": version = try reader.integer()
            case "kind": kind = try reader.string()
            case "cells" where version == BenchResult.jsonVersion && kind == BenchResult.jsonKind:
                try reader.beginArray()
                while try reader.nextElement() { try self.readCell(&reader) }
            default: try reader.skip()
            }
        }
        try reader.finish()
        return version == BenchResult.jsonVersion && kind == BenchResult.jsonKind
    }

    /// A case that this program does not know is passed over.
    private mutating func readCell(_ reader: inout JSONReader) throws(JSONError) {
        var strategy: BenchStrategy?
        var transport: BenchTransport?
        var concurrency: Int?
        var latency: Duration?
        var figures: [BenchMetric: Double] = [:]
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "strategy": strategy = BenchStrategy(rawValue: try reader.string())
            case "transport": transport = BenchTransport(rawValue: try reader.string())
            case "concurrency": concurrency = try reader.integer()
            case "latency_ms":
                if try !reader.null() { latency = .microseconds(try reader.fixed(decimals: 3)) }
            case "figures":
                try reader.beginObject()
                while let name = try reader.nextKey() {
                    if try reader.null() { continue }
                    let value = try reader.double()
                    if let metric = BenchMetric(rawValue: name) { figures[metric] = value }
                }
            default: try reader.skip()
            }
        }
        guard let strategy, let transport, let concurrency else { return }
        let subject = BenchCase(
            strategy: strategy, transport: transport, concurrency: concurrency, latency: latency)
        self.figures[subject] = figures
    }
}
