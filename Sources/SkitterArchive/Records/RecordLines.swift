package import SkitterCore

/// The lines of a batch of steps, encoded once: for the files, and for whoever keeps the records besides.
package struct RecordLines: Sendable {
    private var pageWriter = JSONWriter()
    private var skipWriter = JSONWriter()
    private var depthWriter = JSONWriter()
    /// Where each line of ``pages`` lies, in the order of the visits; without its line break.
    package private(set) var pageRanges: [Range<Int>] = []
    /// Where each line of ``skipped`` lies, in the order of the skips; without its line break.
    package private(set) var skippedRanges: [Range<Int>] = []

    /// No lines.
    package init() {}

    /// Lines of `pages.jsonl`.
    package var pages: [UInt8] { self.pageWriter.bytes }
    /// Lines of `skipped.jsonl`.
    package var skipped: [UInt8] { self.skipWriter.bytes }
    /// Lines of `depths.jsonl`.
    package var depths: [UInt8] { self.depthWriter.bytes }

    /// Holds the lines of `entries` and nothing else; the memory is kept for the next batch.
    package mutating func encode(_ entries: [StepEntry]) {
        self.pageWriter.removeAll()
        self.skipWriter.removeAll()
        self.depthWriter.removeAll()
        self.pageRanges.removeAll(keepingCapacity: true)
        self.skippedRanges.removeAll(keepingCapacity: true)
        // By index: a loop over the entries would copy each of them, all their texts retained.
        for index in entries.indices {
            if let visit = entries[index].visit {
                let start = self.pageWriter.bytes.count
                self.pageWriter.visit(visit)
                self.pageRanges.append(start..<self.pageWriter.bytes.count)
                self.pageWriter.newline()
            }
            for record in entries[index].skipped {
                let start = self.skipWriter.bytes.count
                self.skipWriter.skipped(record)
                self.skippedRanges.append(start..<self.skipWriter.bytes.count)
                self.skipWriter.newline()
            }
            for change in entries[index].depthChanges {
                self.depthWriter.depthChange(change)
                self.depthWriter.newline()
            }
        }
    }
}
