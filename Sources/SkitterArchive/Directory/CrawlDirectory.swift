#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif
internal import SkitterCore

/// A directory that is ready for one crawl to write into, and locked against a second one while this value lives.
public final class CrawlDirectory: Sendable {
    /// Where it is.
    public let path: String
    /// Holds the lock (flock(2)), which ends with the process however that ends.
    private let lock: Descriptor

    /// The name of a crawl's directory where the user gives none: `skitter-YYYYMMDD-HHMMSS`, in UTC.
    public static func defaultName(startedMicroseconds: Int64) -> String {
        "skitter-" + UTCTime.compactText(startedMicroseconds)
    }

    /// Makes the directory `path`, with those above it, or takes an empty one.
    ///
    /// One that holds anything is refused. With `overwrite`, one that an earlier crawl made is emptied of the files that
    /// crawls make, and of nothing else; without a manifest of a crawl in it, it is refused all the same.
    public init(preparing path: String, overwrite: Bool = false) throws(ArchiveError) {
        guard !path.isEmpty else { throw ArchiveError(.unwritable, path: path, "a directory needs a name") }
        try CrawlDirectory.make(path)
        self.lock = try CrawlDirectory.lock(path)
        self.path = path
        let names = try CrawlDirectory.names(in: path)
        if names.isEmpty { return }
        // A crawl was killed before its manifest had its name.
        let unnamed = AtomicFile.temporaryName(CrawlFile.manifest.rawValue)
        if names == [unnamed], unlink(path + "/" + unnamed) == 0 { return }
        guard overwrite else {
            throw ArchiveError(
                .notEmpty, path: path, "is not empty; choose another directory with -o, or --overwrite an earlier crawl"
            )
        }
        do throws(ArchiveError) {
            _ = try Manifest(readingFrom: path)
        } catch {
            throw ArchiveError(
                .foreign, path: path,
                "was not made by a crawl, so nothing in it is overwritten; choose another directory with -o")
        }
        try CrawlDirectory.removeCrawl(from: path, names: names)
    }

    /// Takes the directory of an earlier crawl as it is, for that crawl to go on in; its manifest must be there.
    public init(resuming path: String) throws(ArchiveError) {
        self.lock = try CrawlDirectory.lock(path)
        self.path = path
        do throws(ArchiveError) {
            _ = try Manifest(readingFrom: path)
        } catch {
            guard error.code == .missing else { throw error }
            throw ArchiveError(.foreign, path: path, "holds no crawl that could be resumed")
        }
    }

    /// Takes the directory of an earlier crawl to look things up in. Others may do so too; no crawl writes there while this
    /// value lives.
    public init(consulting path: String) throws(ArchiveError) {
        do {
            self.lock = try Descriptor(path, O_RDONLY | O_DIRECTORY)
        } catch {
            throw ArchiveError(.foreign, path: path, "holds no crawl (\(error.reason))")
        }
        self.path = path
        if flock(self.lock.number, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK {
            throw ArchiveError(.locked, path: path, "another crawl is writing here; wait for its end")
        }
        do throws(ArchiveError) {
            _ = try Manifest(readingFrom: path)
        } catch {
            guard error.code == .missing else { throw error }
            throw ArchiveError(.foreign, path: path, "holds no crawl")
        }
    }

    /// Runs `body` while nobody else has this directory, which was taken to look things up in.
    package func whileAlone(_ body: () throws(ArchiveError) -> Void) throws(ArchiveError) {
        if flock(self.lock.number, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK {
            throw ArchiveError(.locked, path: self.path, "another program is reading here just now; try again")
        }
        defer { flock(self.lock.number, LOCK_SH | LOCK_NB) }
        try body()
    }

    /// Whether pages were recorded in the directory at `path`.
    package static func hasRecords(_ path: String) -> Bool {
        var status = stat()
        return stat(CrawlFile.pages.path(in: path), &status) == 0 && status.st_size > 0
    }

    /// Whether `path` is this directory, by whatever name.
    package func isSame(as path: String) -> Bool {
        var own = stat()
        var other = stat()
        guard fstat(self.lock.number, &own) == 0, stat(path, &other) == 0 else { return false }
        return own.st_dev == other.st_dev && own.st_ino == other.st_ino
    }

    /// The lock of the directory `path`, which must be there, writable, and nobody else's.
    private static func lock(_ path: String) throws(ArchiveError) -> Descriptor {
        let lock: Descriptor
        do {
            lock = try Descriptor(path, O_RDONLY | O_DIRECTORY)
        } catch {
            throw ArchiveError(
                .unwritable, path: path, "cannot be opened as a directory (\(error.reason)); choose another one with -o"
            )
        }
        // Some network file systems know no locks (ENOLCK): there, nobody can promise more.
        if flock(lock.number, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK {
            throw ArchiveError(
                .locked, path: path, "another crawl is writing here; wait for it or choose another directory with -o")
        }
        guard access(path, W_OK | X_OK) == 0 else {
            let reason = SystemError(number: errno).reason
            throw ArchiveError(
                .unwritable, path: path, "cannot be written to (\(reason)); choose another directory with -o")
        }
        return lock
    }

    /// The manifest goes last: without it what is left would be nobody's.
    static func removeCrawl(from path: String, names: Set<String>) throws(ArchiveError) {
        if names.contains("warc") { try WARCFiles.removeAll(in: path + "/warc") }
        let files = CrawlFile.allCases.filter { $0 != .manifest } + [.manifest]
        for file in files {
            for name in [AtomicFile.temporaryName(file.rawValue), file.rawValue] where names.contains(name) {
                guard unlink(path + "/" + name) == 0 || errno == ENOENT else {
                    let reason = SystemError(number: errno).reason
                    throw ArchiveError(
                        .unwritable, path: path + "/" + name,
                        "cannot be removed (\(reason)); choose another directory with -o")
                }
            }
        }
    }

    static func make(_ path: String) throws(ArchiveError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for component in path.split(separator: "/") {
            made += component
            if mkdir(made, 0o755) != 0 {
                let error = SystemError(number: errno)
                // Some systems report a read-only or forbidden place before they report that the name exists.
                var status = stat()
                guard stat(made, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
                    let reason = error.number == EEXIST ? "a file of that name is there" : error.reason
                    throw ArchiveError(
                        .unwritable, path: made, "cannot be made as a directory (\(reason)); choose another one with -o"
                    )
                }
            }
            made += "/"
        }
    }

    static func names(in path: String) throws(ArchiveError) -> Set<String> {
        guard let stream = opendir(path) else {
            throw ArchiveError(.unreadable, path: path, "cannot be listed (\(SystemError(number: errno).reason))")
        }
        defer { closedir(stream) }
        var names: Set<String> = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
                    String(cString: $0)
                }
            }
            if name != "." && name != ".." { names.insert(name) }
        }
        return names
    }
}
