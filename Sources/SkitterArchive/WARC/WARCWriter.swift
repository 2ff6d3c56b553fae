internal import SkitterCore
internal import SkitterDigest

/// Writes exchanges into a series of WARC/1.1 files (ISO 28500:2017), one gzip member a record.
///
/// Each file begins with a `warcinfo` record, which is written together with the file's first exchange. An exchange is a `response` or `revisit` record and a `request` record, in
/// one write(2): after each call the file ends where an exchange ends, whatever happened. A writer belongs to one task
/// at a time and blocks while it writes.
package struct WARCWriter: ~Copyable {
    /// The directory of the files.
    package let directory: String
    let configuration: WARCConfiguration
    let writeCall: AppendFile.WriteCall
    var generator: any RandomNumberGenerator
    var packer: WARCRecordPacker
    var payloads: PayloadMemory
    /// The file at hand: its name, itself, and the id of its `warcinfo` record, nil where it has none.
    var fileName: WARCFileName
    var file: AppendFile
    var informationID: String?
    /// The members of the call at hand; the memory is kept for the next call.
    var output: [UInt8] = []

    /// Begins the first file of a series in `directory`, which is there.
    ///
    /// - Parameter generator: where the ids of records come from; one that cannot be guessed keeps them unique.
    package init(
        directory: String, configuration: WARCConfiguration = WARCConfiguration(),
        generator: any RandomNumberGenerator, startedMicroseconds: Int64
    ) throws(ArchiveError) {
        try self.init(
            directory: directory, configuration: configuration, generator: generator,
            startedMicroseconds: startedMicroseconds, writeCall: AppendFile.systemWrite)
    }

    /// A writer that writes by `writeCall`, which does as write(2) does: for tests that need a disk that is full.
    package init(
        directory: String, configuration: WARCConfiguration, generator: any RandomNumberGenerator,
        startedMicroseconds: Int64, writeCall: @escaping @Sendable (Int32, UnsafeRawBufferPointer) -> Int
    ) throws(ArchiveError) {
        let name = WARCFileName(name: configuration.name, startedMicroseconds: startedMicroseconds, serial: 0)
        let packer = try WARCRecordPacker(level: configuration.compressionLevel, digest: configuration.digest)
        let file = try WARCFiles.make(name.description, in: directory, writeCall: writeCall)
        if configuration.survivesPowerLoss { try WARCFiles.synchronizeDirectory(directory) }
        self.packer = packer
        self.file = file
        self.directory = directory
        self.configuration = configuration
        self.writeCall = writeCall
        self.generator = generator
        self.payloads = PayloadMemory(capacity: configuration.rememberedPayloads)
        self.fileName = name
    }

    /// How far the files are good now.
    package var position: WARCPosition {
        WARCPosition(fileName: self.fileName.description, length: self.file.length)
    }

    /// Returns when the device holds what was appended to the file at hand (see ``WARCConfiguration/survivesPowerLoss``
    /// for those before it).
    package func synchronize() throws(ArchiveError) {
        try self.file.synchronize()
    }

    /// Appends `exchange`, all of it or nothing, and says where it is; begins the next file first if this one is full.
    package mutating func append(_ exchange: WARCExchange) throws(ArchiveError) -> WARCLocation {
        let exchange = exchange.inTextSyntax
        if self.file.length >= self.configuration.fileLimitBytes {
            try self.beginFile(startedMicroseconds: exchange.startedMicroseconds)
        }
        self.output.removeAll(keepingCapacity: true)
        if self.file.length == 0 { self.packInformation(startedMicroseconds: exchange.startedMicroseconds) }
        let capture = self.capture(exchange)
        let offset = self.file.length + self.output.count
        self.packResponse(capture, of: exchange)
        let requestOffset = self.file.length + self.output.count
        self.packRequest(capture, of: exchange)
        try self.file.append(self.output)
        if let digest = capture.rememberedDigest {
            self.payloads.remember(digest, capture.asOriginal(of: exchange))
        }
        let name = self.fileName.description
        var entry = CDXJEntry(
            url: exchange.url, timestamp: CDXJEntry.timestamp(exchange.startedMicroseconds),
            length: requestOffset - offset, offset: offset, fileName: name)
        let isRevisit = capture.original != nil || exchange.unchangedSinceMicroseconds != nil
        entry.mime = isRevisit ? "warc/revisit" : capture.head.mediaType
        entry.status = capture.head.status
        entry.digest = capture.indexDigest
        return WARCLocation(
            fileName: name, offset: offset, length: requestOffset - offset, requestOffset: requestOffset,
            endOffset: self.file.length, isRevisit: isRevisit, indexEntry: entry)
    }

    /// Closes the file at hand and begins the next one. Where that fails the file at hand stays the current one.
    private mutating func beginFile(startedMicroseconds: Int64) throws(ArchiveError) {
        if self.configuration.survivesPowerLoss { try self.file.synchronize() }
        let name = WARCFileName(
            name: self.configuration.name, startedMicroseconds: startedMicroseconds, serial: self.fileName.serial + 1)
        let file = try WARCFiles.make(name.description, in: self.directory, writeCall: self.writeCall)
        if self.configuration.survivesPowerLoss { try WARCFiles.synchronizeDirectory(self.directory) }
        self.file = file
        self.fileName = name
    }
}
