internal import SkitterArchive
internal import SkitterCore
internal import SkitterStore

/// Writes the archive of a crawl, or its index, as far as the crawl's journal has committed it.
public struct ArchiveExport: Sendable {
    private let files: [WARCFiles.Part]
    /// The index that the crawl made at its end; nil where it has not ended.
    private let index: String?

    /// The archive of the crawl in the directory at `path`, which may still run.
    ///
    /// - Throws: ``CrawlError`` where it holds none.
    public init(directory path: String) throws(CrawlError) {
        do throws(ArchiveError) {
            let position = try JournalReader(directory: path).position
            guard let archive = position.archive else {
                throw ArchiveError(.foreign, path: path, "holds no archive: it was crawled without --warc")
            }
            self.files = try WARCFiles.parts(upTo: archive, in: path + "/warc")
            self.index = position.ending?.isFinished == true ? CrawlFile.archiveIndex.path(in: path) : nil
        } catch {
            throw CrawlError(reading: error)
        }
    }

    /// Hands all records to `write` as one WARC file, each a gzip member of its own as it lies in the archive.
    public func writeRecords(_ write: ([UInt8]) -> Void) throws(CrawlError) {
        do throws(ArchiveError) {
            for file in self.files { try WARCFiles.forEachPiece(of: file, write) }
        } catch {
            throw CrawlError(reading: error)
        }
    }

    /// Hands the index of the archive to `write`, in the order of its bytes.
    public func writeIndex(_ write: ([UInt8]) -> Void) throws(CrawlError) {
        do throws(ArchiveError) {
            try CDXJFile.forEachPiece(of: self.index, for: self.files, write)
        } catch {
            throw CrawlError(reading: error)
        }
    }
}
