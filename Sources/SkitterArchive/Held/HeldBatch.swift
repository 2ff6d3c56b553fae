package import SkitterCore

/// Entries that were visited and of which the shared frontier had not said yet whether they count: what a kill between the
/// two leaves.
package struct HeldBatch: Sendable {
    /// One of them.
    package struct Entry: Sendable {
        /// Of what it depends.
        package var claim: LeaseClaim
        /// As it is written if it counts; its exchanges are ``exchanges``.
        package var entry: StepEntry
        /// What was on the wire, where the crawl archives it.
        package var exchanges: [WARCExchange] = []

        package init(claim: LeaseClaim, entry: StepEntry, exchanges: [WARCExchange] = []) {
            self.claim = claim
            self.entry = entry
            self.exchanges = exchanges
        }
    }

    /// The last step that was written before: once there is a later one, the batch is settled.
    package var lastStep: UInt64
    package var entries: [Entry] = []

    package init(lastStep: UInt64) {
        self.lastStep = lastStep
    }
}
