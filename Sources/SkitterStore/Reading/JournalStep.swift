internal import SkitterArchive
package import SkitterCore

/// One step as the journal holds it: an entry whose records are not read unless they are asked for.
package struct JournalStep: Sendable {
    /// The visit that the step settled.
    package struct Page: Sendable {
        /// The fingerprint of the URL's key.
        package var id: UInt64
        /// The URL as requested.
        package var url: String
        /// How it ended.
        package var outcome: FrontierMachine.ReplayedStep.Outcome
        /// The status of the final response.
        package var status: Int?
        /// Its depth when it was fetched.
        package var depthAtFetch: Int
        /// The line of `pages.jsonl`, without its line break; empty unless records were asked for.
        package var record: [UInt8]
    }

    /// A skip that the step settled.
    package struct Skip: Sendable {
        /// The fingerprint of the URL's key.
        package var id: UInt64
        /// Why it was not visited.
        package var reason: SkipReason
        /// The line of `skipped.jsonl`, without its line break; empty unless records were asked for.
        package var record: [UInt8]
    }

    /// Its number.
    package var step: UInt64
    /// The visit that it settled.
    package var page: Page?
    /// The skips that it settled.
    package var skipped: [Skip] = []
    /// Depths of fetched pages that it lowered.
    package var depthChanges: [DepthChange] = []
    /// What else it noted; nil where that is nothing. A host is noted by the last step of each commit that noted it.
    package var notes: JournalNotes?

    /// The whole entry, its records parsed; `path` names the journal in an error.
    func entry(path: String) throws(ArchiveError) -> StepEntry {
        do throws(JSONError) {
            var entry = StepEntry(step: self.step, depthChanges: self.depthChanges, notes: self.notes)
            if let page = self.page {
                var reader = JSONReader(page.record)
                entry.visit = try reader.visit()
            }
            for skip in self.skipped {
                var reader = JSONReader(skip.record)
                entry.skipped.append(try reader.skippedRecord())
            }
            return entry
        } catch {
            throw ArchiveError(.corrupt, path: path, "holds in step \(self.step) a record that is none (\(error))")
        }
    }
}
