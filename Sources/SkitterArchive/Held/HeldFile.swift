#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// The file of a ``HeldBatch`` in a crawl's directory: one at a time, each in the place of the one before.
package struct HeldFile: ~Copyable {
    private var file: AppendFile

    /// The file in `directory`, as it is.
    package init(in directory: String) throws(ArchiveError) {
        self.file = try AppendFile(CrawlFile.held.path(in: directory))
    }

    /// Returns when `batch` survives a kill of the process, and the loss of power where it `survivesPowerLoss`.
    package mutating func replace(with batch: HeldBatch, survivesPowerLoss: Bool) throws(ArchiveError) {
        try self.file.truncate(to: 0)
        try self.file.append(batch.bytes)
        if survivesPowerLoss { try self.file.synchronize() }
    }

    /// The batch in `directory`; nil where there is none that is whole.
    package static func read(in directory: String) throws(ArchiveError) -> HeldBatch? {
        do throws(ArchiveError) {
            // As many bodies as requests were in flight.
            return HeldBatch(bytes: try WholeFile.read(CrawlFile.held.path(in: directory), limitBytes: .max))
        } catch  where error.code == .missing {
            return nil
        }
    }

    /// Nothing is held any more.
    package static func remove(in directory: String) {
        unlink(CrawlFile.held.path(in: directory))
    }
}
