import FoundationEssentials
import SkitterArchive
import SkitterStore

/// A directory of its own for one test; it goes away with this value.
final class Scratch: Sendable {
    let path: String

    init(in directory: String = FileManager.default.temporaryDirectory.path) throws {
        self.path = directory + "/skitter-store-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: self.path, withIntermediateDirectories: true)
    }

    /// A copy of all files as they are now: what a killed process leaves.
    init(copying other: Scratch) throws {
        self.path = FileManager.default.temporaryDirectory.path + "/skitter-store-" + UUID().uuidString
        try FileManager.default.copyItem(atPath: other.path, toPath: self.path)
        // The shared memory is rebuilt by whoever opens the database next; a copy of it may be torn.
        try? FileManager.default.removeItem(atPath: self.path("crawl.sqlite-shm"))
    }

    deinit {
        try? FileManager.default.removeItem(atPath: self.path)
    }

    func path(_ name: String) -> String {
        self.path + "/" + name
    }

    func bytes(_ name: String) -> [UInt8] {
        FileManager.default.contents(atPath: self.path(name)).map { [UInt8]($0) } ?? []
    }

    func put(_ bytes: [UInt8], as name: String) {
        _ = FileManager.default.createFile(atPath: self.path(name), contents: Data(bytes))
    }

    func remove(_ name: String) {
        try? FileManager.default.removeItem(atPath: self.path(name))
    }

    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: self.path)) ?? []).sorted()
    }
}
