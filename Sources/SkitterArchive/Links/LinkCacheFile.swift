package import SkitterCore

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// The file in which checks of links keep what they found out about links beyond their sites: a line of JSON for each.
package struct LinkCacheFile: Sendable {
    /// Its name in the directory.
    private static let name = "links.jsonl"
    private let directory: String
    /// What was there; none where there was no file.
    private let links: [KnownLink]

    /// The file in `directory`, which is made where it is not there. Lines that are none are passed over.
    package init(directory: String) throws(ArchiveError) {
        self.directory = directory
        if mkdir(directory, 0o755) != 0, errno != EEXIST {
            throw ArchiveError(
                .failed, path: directory, "cannot be made (\(String(cString: strerror(errno))))")
        }
        var links: [KnownLink] = []
        do throws(ArchiveError) {
            let bytes = try WholeFile.read(directory + "/" + LinkCacheFile.name)
            for line in bytes.split(separator: 0x0A) {
                if let link = KnownLink(line: Array(line)) { links.append(link) }
            }
        } catch  where error.code == .missing {}
        self.links = links
    }

    /// What was found out between two instants, in microseconds since 1970 (UTC).
    package func links(from first: Int64, to last: Int64) -> [KnownLink] {
        self.links.filter { (first...max(first, last)).contains($0.checkedMicroseconds) }
    }

    /// Replaces the file in one step: `known` stays, but for what is found out `new`.
    package func write(known: [KnownLink], and new: [KnownLink]) throws(ArchiveError) {
        let links = Dictionary((known + new).map { ($0.url, $0) }, uniquingKeysWith: { $1 })
        var writer = JSONWriter()
        for link in links.values.sorted(by: { $0.url < $1.url }) {
            link.write(to: &writer)
            writer.newline()
        }
        try AtomicFile.write(writer.bytes, named: LinkCacheFile.name, in: self.directory)
    }
}

extension KnownLink {
    /// The members of a line, in their order.
    private enum Member: String {
        case v, url, checked, status, flaw, redirects, fragments
    }

    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("v", 1)
        writer.member("url", self.url)
        writer.key("checked")
        writer.time(self.checkedMicroseconds)
        writer.member("status", self.status)
        if let flaw { writer.member("flaw", flaw) }
        if !self.redirects.isEmpty {
            writer.key("redirects")
            writer.values(self.redirects)
        }
        if !self.fragments.isEmpty {
            writer.key("fragments")
            writer.beginObject()
            for (name, isThere) in self.fragments.sorted(by: { $0.key < $1.key }) {
                writer.key(text: name)
                writer.value(isThere)
            }
            writer.endObject()
        }
        writer.endObject()
    }

    /// What a line says; nil where it is none of this version.
    fileprivate init?(line: [UInt8]) {
        self.init(url: "", checkedMicroseconds: 0, status: 0)
        var version: Int?
        var reader = JSONReader(line)
        do throws(JSONError) {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch Member(rawValue: key) {
                case .v: version = try reader.integer()
                case .url: self.url = try reader.string()
                case .checked:
                    guard let time = UTCTime.microseconds(try reader.string()) else { throw reader.error("no time") }
                    self.checkedMicroseconds = time
                case .status: self.status = try reader.integer()
                case .flaw: self.flaw = try reader.string()
                case .redirects: self.redirects = try reader.strings()
                case .fragments:
                    try reader.beginObject()
                    while let name = try reader.nextKey() { self.fragments[name] = try reader.boolean() }
                case nil: try reader.skip()
                }
            }
            try reader.finish()
        } catch { return nil }
        guard version == 1, !self.url.isEmpty, (100...599).contains(self.status) else { return nil }
    }
}
