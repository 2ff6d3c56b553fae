internal import SkitterArchive
internal import SkitterCore
internal import SkitterHTML
internal import SkitterStore

/// Writes the captures of a crawl with the columns of Common Crawl's columnar index, as CSV, so that queries that are made for that run
/// on it. Where the crawl was archived its archive tells, and else its records.
public struct ColumnarExport: Sendable {
    /// What an export came to.
    public struct Outcome: Sendable, Hashable {
        /// Rows that were written.
        public var rows = 0
        /// Captures of what is no URL, which have no columns.
        public var leftOut = 0
        /// Whether the list of public suffixes was there; without it the columns of domains are empty.
        public var knowsSuffixes = false
    }

    private let directories: CrawlDirectories
    /// The files of the archive of each directory; nil where the crawl was not archived.
    private let archives: [[WARCFiles.Part]]?
    private let suffixes: (registry: PublicSuffixList, all: PublicSuffixList)?

    /// An export of the crawl in the directories at `paths`.
    public init(directories paths: [String]) throws(CrawlError) {
        do throws(ArchiveError) {
            let directories = try CrawlDirectories(paths)
            var archives: [[WARCFiles.Part]] = []
            for part in directories.parts where part.manifest?.option("warc") == "on" {
                let archive = try JournalReader(directory: part.path).position.archive
                archives.append(
                    try archive.map { (position) throws(ArchiveError) in
                        try WARCFiles.parts(upTo: position, in: part.path + "/warc")
                    } ?? [])
            }
            if !archives.isEmpty, archives.count < directories.parts.count {
                throw ArchiveError(
                    .unrelated, path: directories.names,
                    "are not all archived: what one of them crawled would have other columns than the rest")
            }
            self.directories = directories
            self.archives = archives.isEmpty ? nil : archives
        } catch {
            throw CrawlError(reading: error)
        }
        self.suffixes = PublicSuffixFile.readSections()
    }

    /// Hands the text to `write`, piece by piece.
    public func run(_ write: ([UInt8]) -> Void) throws(CrawlError) -> Outcome {
        var output = Output()
        output.outcome.knowsSuffixes = self.suffixes != nil
        output.bytes += (ColumnarRow.columns.joined(separator: ",") + "\n").utf8
        do throws(ArchiveError) {
            if let archives {
                for (part, files) in zip(self.directories.parts, archives) {
                    try self.writeCaptures(files, of: part.path, &output, write)
                }
            } else {
                for part in self.directories.parts {
                    let crawl = ColumnarExport.name(ofDirectory: part.path)
                    _ = try part.forEachVisit { record in
                        self.add(record, crawl, to: &output)
                        output.hand(to: write)
                    }
                }
            }
        } catch {
            throw CrawlError(reading: error)
        }
        output.hand(to: write, atLeast: 1)
        return output.outcome
    }

    private func writeCaptures(
        _ files: [WARCFiles.Part], of path: String, _ output: inout Output, _ write: ([UInt8]) -> Void
    ) throws(ArchiveError) {
        let crawl = ColumnarExport.name(ofDirectory: path)
        var reader = try WARCCaptureReader()
        for file in files {
            let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
            let named = self.directories.parts.count > 1 ? file.path : name
            try reader.read(file.path, length: file.length) { capture in
                guard let url = try? CrawlURL(capture.url) else { return output.outcome.leftOut += 1 }
                var row = ColumnarRow(url: url, fetchTime: capture.date, status: capture.status, crawl: crawl)
                row.suffixes = self.suffixes(of: url)
                if (300..<400).contains(capture.status), let location = capture.fields["Location"] {
                    row.redirect = (try? CrawlURL(location, base: url))?.href
                }
                row.digest = capture.sha1
                let type = capture.fields["Content-Type"]
                row.mimeType = type.flatMap(MediaType.init)?.essence
                row.charset = ColumnarExport.charset(named: type.flatMap(ColumnarExport.charsetParameter))
                row.truncated = capture.truncated
                row.recordID = capture.recordID
                row.place = ColumnarRow.WARCPlace(file: named, offset: capture.offset, length: capture.length)
                output.add(row)
                output.hand(to: write)
            }
        }
    }

    /// A visit that was answered; of others there is nothing to tell.
    private func add(_ record: VisitRecord, _ crawl: String, to output: inout Output) {
        guard let status = record.status else { return }
        guard let url = try? CrawlURL(record.url) else { return output.outcome.leftOut += 1 }
        var row = ColumnarRow(
            url: url, fetchTime: UTCTime.text(record.startedMicroseconds), status: status, crawl: crawl)
        row.suffixes = self.suffixes(of: url)
        if case .redirected(let target) = record.outcome { row.redirect = target }
        row.mimeType = record.contentType
        row.charset = ColumnarExport.charset(named: record.encoding)
        switch record.truncated {
        case nil: break
        case .length: row.truncated = "length"
        case .time: row.truncated = "time"
        case .disconnect: row.truncated = "disconnect"
        case .unwanted, .ratio: row.truncated = "unspecified"
        }
        output.add(row)
    }

    private func suffixes(of url: CrawlURL) -> ColumnarRow.Suffixes {
        var found = ColumnarRow.Suffixes()
        guard let suffixes, IPAddress(urlHost: url.hostname) == nil else { return found }
        let host = url.hostname.hasSuffix(".") ? String(url.hostname.dropLast()) : url.hostname
        found.registry = suffixes.registry.publicSuffix(of: host)
        found.registeredDomain = suffixes.registry.registrableDomain(of: host)
        found.private = suffixes.all.publicSuffix(of: host)
        found.privateDomain = suffixes.all.registrableDomain(of: host)
        return found
    }

    private static func name(ofDirectory path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The value of the parameter `charset`.
    private static func charsetParameter(_ contentType: String) -> String? {
        for parameter in contentType.split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].filter({ $0 != " " }).lowercased() == "charset" else { continue }
            return parts[1].filter { $0 != "\"" && $0 != " " }
        }
        return nil
    }

    /// The encoding that a label means, in upper case where it is UTF-8, as Common Crawl has it.
    private static func charset(named label: String?) -> String? {
        guard let name = label.flatMap({ TextEncoding(label: $0) })?.name else { return nil }
        return name == "utf-8" ? "UTF-8" : name
    }

    /// The rows that are not handed on yet.
    private struct Output {
        var outcome = Outcome()
        var bytes: [UInt8] = []

        mutating func add(_ row: ColumnarRow) {
            self.bytes += row.line.utf8
            self.outcome.rows += 1
        }

        /// All that is there, where it is enough to be worth a call.
        mutating func hand(to write: ([UInt8]) -> Void, atLeast count: Int = 1 << 16) {
            guard self.bytes.count >= count else { return }
            write(self.bytes)
            self.bytes.removeAll(keepingCapacity: true)
        }
    }
}
