internal import SkitterCore

extension WARCWriter {
    /// Goes on where a journal says that a series is good: cuts it back to `position` and appends there.
    ///
    /// The payloads stored so far are not remembered: duplicates of them are stored once more.
    package init(
        directory: String, configuration: WARCConfiguration = WARCConfiguration(),
        generator: any RandomNumberGenerator, resumingAt position: WARCPosition
    ) throws(ArchiveError) {
        try WARCFiles.cut(to: position, in: directory)
        let path = directory + "/" + position.fileName
        guard let name = WARCFileName(position.fileName) else {
            throw ArchiveError(.corrupt, path: path, "is not the name of a WARC file of a crawl")
        }
        var reader = try WARCReader(path)
        let first = try reader.next()
        let packer = try WARCRecordPacker(level: configuration.compressionLevel, digest: configuration.digest)
        let file = try AppendFile(path)
        self.packer = packer
        self.file = file
        self.directory = directory
        self.configuration = configuration
        self.writeCall = AppendFile.systemWrite
        self.generator = generator
        self.payloads = PayloadMemory(capacity: configuration.rememberedPayloads)
        self.fileName = name
        self.informationID = first?.type == "warcinfo" ? first?.id : nil
    }
}
