internal import SkitterCore
internal import SkitterDigest

/// Makes an index from WARC files themselves, as cdxj-indexer does: for files of an earlier or a killed crawl.
package enum CDXJIndexer {
    /// What became of one file.
    package struct FileReport: Hashable, Sendable {
        /// The name of the file.
        package var fileName: String
        /// How many of its records are in the index.
        package var entries: Int
        /// How it ends; what is before that is in the index.
        package var ending: WARCReader.Ending
    }

    /// Adds `files`, each as far as it is committed, to `sorter`, with `directory` before their names.
    static func add(_ files: [WARCFiles.Part], in directory: String, to sorter: inout CDXJSorter) throws(ArchiveError) {
        for file in files {
            _ = try CDXJIndexer.read(file.path, length: file.length) { (entry) throws(ArchiveError) in
                var entry = entry
                entry.fileName = directory + entry.fileName
                try sorter.add(entry)
            }
        }
    }

    /// Indexes the WARC files at `paths` into `index`; reads each once, in the memory of a ``CDXJSorter``.
    package static func write(
        _ paths: [String], to index: String, limits: CDXJSorter.Limits = CDXJSorter.Limits()
    ) throws(ArchiveError) -> [FileReport] {
        var sorter = CDXJSorter(path: index, limits: limits)
        var reports: [FileReport] = []
        for path in paths {
            let report = try CDXJIndexer.read(path) { (entry) throws(ArchiveError) in try sorter.add(entry) }
            reports.append(report)
        }
        try sorter.finish()
        return reports
    }

    /// Hands the entry of each record of the WARC file at `path`, or of its first `length` bytes, that belongs in an index to
    /// `body`.
    package static func read(
        _ path: String, length: Int = .max, _ body: (CDXJEntry) throws(ArchiveError) -> Void
    ) throws(ArchiveError) -> FileReport {
        var reader = try WARCReader(path, length: length)
        let fileName = path.split(separator: "/").last.map(String.init) ?? path
        var entries = 0
        while let record = try reader.next() {
            guard CDXJIndexer.isIndexed(record), let url = record.targetURI else { continue }
            var entry = CDXJEntry(
                url: url, timestamp: CDXJIndexer.timestamp(record.fields["WARC-Date"] ?? ""), length: 0, offset: 0,
                fileName: fileName)
            let head = record.isHTTP && record.blockLength != 0 ? try reader.readMessageHead() : nil
            switch record.type {
            case "revisit": entry.mime = "warc/revisit"
            case "response": entry.mime = head?.mediaType
            default: entry.mime = CDXJIndexer.mediaType(of: record)
            }
            entry.status = head?.status
            entry.digest = record.fields["WARC-Payload-Digest"]
            if (entry.digest ?? "").isEmpty, record.type != "revisit" {
                entry.digest = try CDXJIndexer.digest(&reader, path: path)
            }
            guard let extent = try reader.finish() else {
                if reader.ending != nil { break }
                throw ArchiveError(
                    .corrupt, path: path,
                    "holds several records in one gzip member, so that none of them can be read by its place; compress each record for itself"
                )
            }
            (entry.offset, entry.length) = (extent.offset, extent.length)
            try body(entry)
            entries += 1
        }
        return FileReport(fileName: fileName, entries: entries, ending: reader.ending ?? .whole)
    }

    /// The records that indexers take: what was captured, not what describes the capture.
    private static func isIndexed(_ record: WARCRecordHead) -> Bool {
        switch record.type {
        case "response", "revisit": true
        case "resource", "metadata": record.fields["Content-Type"] != "application/warc-fields"
        default: false
        }
    }

    private static func mediaType(of record: WARCRecordHead) -> String? {
        guard let value = record.fields["Content-Type"] else { return nil }
        return String(value.prefix { $0 != ";" && !$0.isWhitespace })
    }

    /// 14 digits; what a date of less precision lacks is its first instant (W3CDTF).
    private static func timestamp(_ date: String) -> String {
        let digits = date.utf8.filter { (0x30...0x39) ~= $0 }.prefix(14)
        return String(decoding: digits + Array("00000101000000".utf8).dropFirst(digits.count), as: UTF8.self)
    }

    private static func digest(_ reader: inout WARCReader, path: String) throws(ArchiveError) -> String {
        var stream: DigestStream
        do {
            stream = try DigestStream(.sha1)
        } catch {
            throw ArchiveError(.failed, path: path, "\(error), which records without a digest need")
        }
        while true {
            let bytes = try reader.readBlock()
            if bytes.isEmpty { return stream.finish().warcText }
            stream.update(bytes.span)
        }
    }
}
