internal import SkitterArchive

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// The WARC files of a crawl directory.
enum ArchiveSeries {
    /// Where they lie.
    static func path(in directory: String) -> String {
        directory.hasSuffix("/") ? directory + "warc" : directory + "/warc"
    }

    /// A writer that goes on at `position`, or begins a series; nil where `options` ask for none.
    static func open(
        in directory: String, at position: WARCPosition?, options: JournalOptions
    ) throws(ArchiveError) -> WARCWriter? {
        guard var configuration = options.archive else { return nil }
        configuration.survivesPowerLoss = options.durability == .power
        let path = ArchiveSeries.path(in: directory)
        if let position {
            return try WARCWriter(
                directory: path, configuration: configuration, generator: SystemRandomNumberGenerator(),
                resumingAt: position)
        }
        // Nothing of it is committed: a crawl was killed before its first step.
        if access(path, F_OK) == 0 { try WARCFiles.removeAll(in: path) }
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
            throw ArchiveError(
                .unwritable, path: path, "cannot be made as a directory (\(String(cString: strerror(errno))))")
        }
        return try WARCWriter(
            directory: path, configuration: configuration, generator: SystemRandomNumberGenerator(),
            startedMicroseconds: options.runStartedMicroseconds)
    }
}
