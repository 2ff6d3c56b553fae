#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif
public import SkitterCore

/// Reads the directories that hold one crawl between them: the one of a crawler that was alone, or those of the crawlers that shared a
/// frontier. A page has its record in one of them.
public struct CrawlDirectories: Sendable {
    /// The directories, in the order in which their crawlers started.
    public let parts: [CrawlDirectoryReader]
    /// The number of the frontier that its crawlers shared; nil for a crawl of one machine.
    public let frontierID: String?

    /// A reader of the directories at `paths`. Several must be of crawlers that shared a frontier, as their manifests tell.
    public init(_ paths: [String]) throws(ArchiveError) {
        var parts: [CrawlDirectoryReader] = []
        for path in paths { parts.append(try CrawlDirectoryReader(path)) }
        guard let first = parts.first else {
            throw ArchiveError(.missing, path: "crawl", "no directory is named")
        }
        if parts.count > 1 {
            try CrawlDirectories.areRelated(parts)
            for index in parts.indices { parts[index].isOneOfSeveral = true }
        }
        self.parts = parts.sorted { ($0.started, $0.path) < ($1.started, $1.path) }
        self.frontierID = first.manifest?.frontierID
    }

    /// A reader of the one directory that `part` reads.
    public init(_ part: CrawlDirectoryReader) {
        self.parts = [part]
        self.frontierID = part.manifest?.frontierID
    }

    /// Whether several crawlers worked on the crawl, and the directory of one of them is read alone: what is not in it may be in
    /// another.
    package var isOneOfMany: Bool { self.parts.count == 1 && self.frontierID != nil }

    /// The directories as a list for people.
    package var names: String {
        let names = self.parts.map(\.path)
        return names.count > 1 ? names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1] : names[0]
    }

    /// What was crawled and how, over all directories; nil where the one directory holds records only.
    package var manifest: Manifest? { Manifest(joining: self.parts.compactMap(\.manifest)) }

    /// Hands each visit to `body`, directory by directory, in the order in which they were settled there.
    public func forEachVisit(_ body: (VisitRecord) -> Void) throws(ArchiveError) -> [FileReading] {
        var readings: [FileReading] = []
        for part in self.parts { readings.append(try part.forEachVisit(body)) }
        return readings
    }

    /// Hands each change of a depth to `body`. A page may be in another directory than a change of its depth, which may be told more
    /// than once: the least depth is final.
    public func forEachDepthChange(_ body: (DepthChange) -> Void) throws(ArchiveError) -> [FileReading] {
        var readings: [FileReading] = []
        for part in self.parts { readings.append(try part.forEachDepthChange(body)) }
        return readings
    }

    /// Nothing that was crawled apart is summed up.
    private static func areRelated(_ parts: [CrawlDirectoryReader]) throws(ArchiveError) {
        let first = parts[0]
        var seen: [Place: String] = [:]
        for part in parts {
            if let place = Place(part.path), let other = seen.updateValue(part.path, forKey: place) {
                throw ArchiveError(.unrelated, path: part.path, "is the same directory as \(other): name each once")
            }
            guard let frontier = part.manifest?.frontierID, frontier == first.manifest?.frontierID else {
                throw ArchiveError(
                    .unrelated, path: part.path,
                    "cannot be taken together with \(part.path == first.path ? parts[1].path : first.path): that is for directories "
                        + "of crawlers that shared one frontier, which have the same frontier-id in their manifest.json"
                )
            }
        }
    }

    /// A directory, by whatever name.
    private struct Place: Hashable {
        var device: UInt64
        var number: UInt64

        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            self.device = UInt64(truncatingIfNeeded: status.st_dev)
            self.number = UInt64(truncatingIfNeeded: status.st_ino)
        }
    }
}

extension CrawlDirectoryReader {
    /// When its crawl started, in microseconds since 1970.
    fileprivate var started: Int64 { self.manifest?.startedMicroseconds ?? .max }
}
