/// What a journal says of its crawl as a whole.
package struct JournalMeta: Hashable, Sendable {
    /// The key of all fingerprints in the file.
    package var hashSeed: UInt64
    /// When the crawl first started, in microseconds since 1970 (UTC).
    package var startedMicroseconds: Int64
    /// The version of the program that began it.
    package var programVersion: String
    /// The configuration in force, as JSON; the journal does not look into it.
    package var configuration: String

    /// A crawl begun at `startedMicroseconds`.
    package init(hashSeed: UInt64, startedMicroseconds: Int64, programVersion: String, configuration: String = "{}") {
        self.hashSeed = hashSeed
        self.startedMicroseconds = startedMicroseconds
        self.programVersion = programVersion
        self.configuration = configuration
    }
}
