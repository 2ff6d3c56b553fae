internal import SkitterArchive
internal import SkitterCore
internal import SkitterStore

/// Writes the archive of a crawl, or its index, as far as the crawl's journal has committed it. It may lie in several directories, of
/// crawlers that shared a frontier.
public struct ArchiveExport: Sendable {
    /// One for each directory, its index nil where its crawl has not ended.
    private let archives: [CDXJFile.Archive]

    /// The archive of the crawl in the directories at `paths`, which may still run.
    ///
    /// A file is named in an index by its name; by its path, as `paths` begin it, where there are several directories: two crawlers
    /// that started in the same second gave their files the same names.
    ///
    /// - Throws: ``CrawlError`` where they hold none, or not of one crawl.
    public init(directories paths: [String]) throws(CrawlError) {
        let directories: CrawlDirectories
        do throws(ArchiveError) { directories = try CrawlDirectories(paths) } catch { throw CrawlError(reading: error) }
        self.archives = try ArchiveExport.archives(directories) { folder, _ in folder + "/" }
    }

    /// The archives of the crawl in `directories`; where there are several, the names of their files begin as `prefix` says for the
    /// folder of each and its number.
    static func archives(
        _ directories: CrawlDirectories, prefix: (_ folder: String, _ index: Int) -> String
    ) throws(CrawlError) -> [CDXJFile.Archive] {
        do throws(ArchiveError) {
            var archives: [CDXJFile.Archive] = []
            for part in directories.parts {
                let position = try JournalReader(directory: part.path).position
                guard let archive = position.archive else {
                    // A crawler that came when all was done has archived nothing.
                    if directories.parts.count > 1, !CrawlDirectory.hasRecords(part.path) { continue }
                    throw ArchiveError(.foreign, path: part.path, "holds no archive: it was crawled without --warc")
                }
                let folder = part.path.hasSuffix("/") ? part.path + "warc" : part.path + "/warc"
                archives.append(
                    CDXJFile.Archive(
                        files: try WARCFiles.parts(upTo: archive, in: folder),
                        index: position.ending?.isFinished == true ? CrawlFile.archiveIndex.path(in: part.path) : nil,
                        prefix: directories.parts.count > 1 ? prefix(folder, archives.count) : ""))
            }
            if archives.isEmpty {
                throw ArchiveError(
                    .foreign, path: directories.names, "hold no archive: nothing was crawled with --warc")
            }
            return archives
        } catch {
            throw CrawlError(reading: error)
        }
    }

    /// Hands all records to `write` as one WARC file, each a gzip member of its own as it lies in the archive.
    public func writeRecords(_ write: ([UInt8]) -> Void) throws(CrawlError) {
        do throws(ArchiveError) {
            for file in self.archives.flatMap(\.files) { try WARCFiles.forEachPiece(of: file, write) }
        } catch {
            throw CrawlError(reading: error)
        }
    }

    /// Hands the index of the archive to `write`, in the order of its bytes.
    public func writeIndex(_ write: ([UInt8]) -> Void) throws(CrawlError) {
        do throws(ArchiveError) {
            try CDXJFile.forEachPiece(of: self.archives, write)
        } catch {
            throw CrawlError(reading: error)
        }
    }
}
