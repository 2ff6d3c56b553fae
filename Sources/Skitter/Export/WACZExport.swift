internal import SkitterArchive
internal import SkitterCore

/// Packs the archive of a crawl, its index and a list of its pages into one WACZ file, which replay opens as it is.
public struct WACZExport: Sendable {
    private let directories: CrawlDirectories
    private let archives: [CDXJFile.Archive]

    /// An export of the crawl in the directories at `paths`, which may still run.
    public init(directories paths: [String]) throws(CrawlError) {
        do throws(ArchiveError) { self.directories = try CrawlDirectories(paths) } catch {
            throw CrawlError(reading: error)
        }
        // Files of several directories may have the same name: a number tells them apart.
        self.archives = try ArchiveExport.archives(self.directories) { _, index in "\(index + 1)-" }
    }

    /// Writes the file at `path`, where nothing is yet, at the instant `microseconds` after 1970 (UTC).
    public func write(to path: String, at microseconds: Int64) throws(CrawlError) {
        var description = WACZWriter.Description(
            software: "skitter/\(SkitterVersion.current)", createdMicroseconds: microseconds)
        description.title = self.directories.manifest?.seeds.first
        do throws(ArchiveError) {
            var package = try WACZWriter(path, at: description.createdMicroseconds)
            for archive in self.archives {
                for file in archive.files {
                    let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
                    try package.add("archive/" + archive.prefix + name, mostBytes: file.length) {
                        (write) throws(ArchiveError) in
                        try WARCFiles.forEachPiece(of: file, write)
                    }
                }
            }
            // Neither is larger than what it tells of.
            let mostBytes = max(1 << 20, self.archives.reduce(0) { $0 + $1.files.reduce(0) { $0 + $1.length } })
            try self.addIndex(to: &package, mostBytes: mostBytes)
            var mainPage: VisitRecord?
            try self.addPages(to: &package, mostBytes: mostBytes, mainPage: &mainPage)
            description.mainPage = mainPage.map { ($0.url, $0.startedMicroseconds) }
            try package.finish(description)
        } catch {
            throw CrawlError(reading: error)
        }
    }

    private func addIndex(to package: inout WACZWriter, mostBytes: Int) throws(ArchiveError) {
        var index = try ZipNumIndex()
        try package.add("indexes/" + ZipNumIndex.name, mostBytes: mostBytes) { (write) throws(ArchiveError) in
            try CDXJFile.forEachPiece(of: self.archives) { (piece) throws(ArchiveError) in
                let bytes = index.add(piece)
                if !bytes.isEmpty { try write(bytes) }
            }
            try write(index.finish())
        }
        let second = index.secondIndex
        try package.add("indexes/index.idx", mostBytes: second.count) { (write) throws(ArchiveError) in
            try write(second)
        }
    }

    /// The pages that were fetched and can be shown: the bodies of those that had not changed since an earlier crawl are in its archive.
    private func addPages(to package: inout WACZWriter, mostBytes: Int, mainPage: inout VisitRecord?)
        throws(ArchiveError)
    {
        var known: Set<UInt64> = []
        let isOne = self.directories.parts.count == 1
        var main: VisitRecord?
        try package.add("pages/pages.jsonl", mostBytes: mostBytes) { (write) throws(ArchiveError) in
            try write(WACZWriter.pagesHeader)
            var bytes: [UInt8] = []
            var failure: ArchiveError?
            _ = try self.directories.forEachVisit { record in
                guard failure == nil, record.isPage, isOne || known.insert(record.id).inserted else { return }
                if main == nil, record.depthAtFetch == 0 { main = record }
                bytes += WACZWriter.line(of: record)
                guard bytes.count >= 1 << 16 else { return }
                do throws(ArchiveError) { try write(bytes) } catch { failure = error }
                bytes.removeAll(keepingCapacity: true)
            }
            if let failure { throw failure }
            try write(bytes)
        }
        mainPage = main
    }
}

extension VisitRecord {
    /// A page that people look at.
    fileprivate var isPage: Bool {
        self.outcome == .fetched && !self.isUnchanged
            && (self.contentType == "text/html" || self.contentType == "application/xhtml+xml")
    }
}
