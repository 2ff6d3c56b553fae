/// What a cell's output has told so far; in the end each download has exactly one outcome, whatever the process did.
package struct CellRecord: Sendable {
    /// The downloads in the order in which they were told.
    package private(set) var downloads: [Download] = []
    /// The cell's own figures, once told.
    package private(set) var result: CellResult?
    private var isMissing: [Bool]

    /// Nothing told yet of `expected` downloads.
    package init(expected: Int) {
        self.isMissing = Array(repeating: true, count: expected)
        self.downloads.reserveCapacity(expected)
    }

    /// Takes one line of output and returns the download that it tells for the first time, if it does.
    package mutating func lineReceived(_ line: String) -> Download? {
        if let download = Download(line: line) {
            guard self.isMissing.indices.contains(download.number), self.isMissing[download.number] else { return nil }
            self.isMissing[download.number] = false
            self.downloads.append(download)
            return download
        }
        if let result = CellResult(line: line) { self.result = result }
        return nil
    }

    /// The output has ended: what was never told has failed, `because` of this. Returns those downloads.
    package mutating func end(because why: String) -> [Download] {
        let missing = self.isMissing.indices.filter { self.isMissing[$0] }
            .map { Download(number: $0, latency: .zero, outcome: .failed(why)) }
        for download in missing { self.isMissing[download.number] = false }
        self.downloads += missing
        return missing
    }
}
