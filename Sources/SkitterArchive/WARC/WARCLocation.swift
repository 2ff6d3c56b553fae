/// Where an exchange was written.
package struct WARCLocation: Hashable, Sendable {
    /// The name of the file, without its directory.
    package var fileName: String
    /// Where the `response` or `revisit` record begins in the file.
    package var offset: Int
    /// The length of that record's gzip member.
    package var length: Int
    /// Where the `request` record begins.
    package var requestOffset: Int
    /// Where the exchange ends: the length of the file that a journal commits.
    package var endOffset: Int
    /// True where the payload was stored before and is only referred to.
    package var isRevisit: Bool
    /// What the index says of the record.
    package var indexEntry: CDXJEntry

    /// What a journal commits.
    package var position: WARCPosition { WARCPosition(fileName: self.fileName, length: self.endOffset) }
}
