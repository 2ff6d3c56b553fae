package import SkitterCore
internal import SkitterDigest

/// Writes a WACZ file (Web Archive Collection Zipped, 1.1.1): archives, their index, a list of pages, and the hashes of all of them.
package struct WACZWriter: ~Copyable {
    /// What the package says of itself.
    package struct Description: Sendable {
        /// Who wrote it.
        package var software: String
        /// When it is written, in microseconds since 1970 (UTC).
        package var createdMicroseconds: Int64
        /// The page to begin with, and when it was fetched.
        package var mainPage: (url: String, microseconds: Int64)?
        /// What people call it.
        package var title: String?

        package init(software: String, createdMicroseconds: Int64) {
            self.software = software
            self.createdMicroseconds = createdMicroseconds
        }
    }

    /// A file in the package.
    private struct Resource {
        var path: String
        var hash: String
        var bytes: Int
    }

    private var zip: ZipWriter
    private var digest: DigestStream
    private var resources: [Resource] = []

    /// A package that will be at `path`.
    package init(_ path: String, at microseconds: Int64) throws(ArchiveError) {
        let digest = try DigestStream(sha256For: path)
        let zip = try ZipWriter(path, at: microseconds)
        self.init(zip, digest)
    }

    private init(_ zip: consuming ZipWriter, _ digest: consuming DigestStream) {
        self.zip = zip
        self.digest = digest
    }

    /// Adds a file of `mostBytes` at the most, which `body` writes piece by piece.
    package mutating func add(
        _ path: String, mostBytes: Int,
        _ body: (_ write: ([UInt8]) throws(ArchiveError) -> Void) throws(ArchiveError) -> Void
    ) throws(ArchiveError) {
        try self.zip.begin(path, mostBytes: UInt64(mostBytes))
        var bytes = 0
        try body { (piece) throws(ArchiveError) in
            bytes += piece.count
            self.digest.update(piece.span)
            try self.zip.write(piece)
        }
        try self.zip.end()
        self.resources.append(Resource(path: path, hash: self.digest.finish().warcText, bytes: bytes))
    }

    /// Ends the package; it takes its name.
    package consuming func finish(_ description: Description) throws(ArchiveError) {
        let package = self.datapackage(description)
        self.digest.update(package.span)
        let hash = self.digest.finish().warcText
        var writer = JSONWriter(indented: true)
        writer.beginObject()
        writer.member("path", "datapackage.json")
        writer.member("hash", hash)
        writer.endObject()
        writer.newline()
        for (name, bytes) in [("datapackage.json", package), ("datapackage-digest.json", writer.bytes)] {
            try self.zip.begin(name, mostBytes: UInt64(bytes.count))
            try self.zip.write(bytes)
            try self.zip.end()
        }
        _ = try self.zip.finish()
    }

    private func datapackage(_ description: Description) -> [UInt8] {
        var writer = JSONWriter(indented: true)
        writer.beginObject()
        writer.member("profile", "data-package")
        writer.key("resources")
        writer.objects(self.resources) { writer, resource in
            // A name of the profile has no upper case.
            let name = resource.path.split(separator: "/").last.map(String.init) ?? resource.path
            writer.member("name", name.lowercased())
            writer.member("path", resource.path)
            writer.member("hash", resource.hash)
            writer.member("bytes", resource.bytes)
        }
        if let title = description.title { writer.member("title", title) }
        if let page = description.mainPage {
            writer.member("mainPageUrl", page.url)
            writer.member("mainPageDate", WACZWriter.time(page.microseconds))
        }
        writer.member("created", WACZWriter.time(description.createdMicroseconds))
        writer.member("wacz_version", "1.1.1")
        writer.member("software", description.software)
        writer.endObject()
        writer.newline()
        return writer.bytes
    }

    /// RFC 3339, to the second, as the index has it: `2026-01-31T23:59:59Z`.
    package static func time(_ microseconds: Int64) -> String {
        String(UTCTime.text(microseconds).prefix(19)) + "Z"
    }

    /// The first line of a list of pages.
    package static var pagesHeader: [UInt8] {
        Array("{\"format\": \"json-pages-1.0\", \"id\": \"pages\", \"title\": \"All Pages\"}\n".utf8)
    }

    /// The line of a page.
    package static func line(of record: VisitRecord) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("id")
        writer.hexadecimal(record.id)
        writer.member("url", record.url)
        writer.member("ts", WACZWriter.time(record.startedMicroseconds))
        if let title = record.title, !title.isEmpty { writer.member("title", title) }
        writer.endObject()
        writer.newline()
        return writer.bytes
    }
}
