package import SkitterCore

/// Who is handed what a run records, and what an earlier run of the crawl could not hand over.
package struct Consumption: Sendable {
    package let consumer: any RecordConsumer
    /// The last step that was taken in an earlier run; nil where nothing comes first.
    package let taken: UInt64?
    /// Durable entries behind a step, as many as it likes, in their order; none at their end.
    package let entries: @Sendable (_ step: UInt64) throws -> [StepEntry]

    package init(
        _ consumer: any RecordConsumer, taken: UInt64? = nil,
        entries: @escaping @Sendable (_ step: UInt64) throws -> [StepEntry] = { _ in [] }
    ) {
        self.consumer = consumer
        self.taken = taken
        self.entries = entries
    }
}
