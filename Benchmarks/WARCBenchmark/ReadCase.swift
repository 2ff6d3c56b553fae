import FoundationEssentials
import SkitterArchive

/// Reading a file of exchanges: through all its blocks, and for an index.
struct ReadCase {
    var directory: String
    var count: Int
    var text: [UInt8]

    private var folder: String { self.directory + "/read" }

    func prepare() throws {
        guard !FileManager.default.fileExists(atPath: self.folder) else { return }
        let test = AppendCase(name: "read")
        _ = try test.append(test.exchanges(count: self.count, from: self.text), to: self.folder)
    }

    func read() throws -> Int {
        for path in try self.paths() {
            var reader = try WARCReader(path)
            while try reader.next() != nil { while try !reader.readBlock().isEmpty {} }
        }
        return try self.size()
    }

    func index() throws -> Int {
        _ = try CDXJIndexer.write(try self.paths(), to: self.directory + "/index.cdxj")
        return try self.size()
    }

    private func paths() throws -> [String] { try WARCFiles.names(in: self.folder).map { self.folder + "/" + $0 } }

    private func size() throws -> Int {
        try self.paths().compactMap { FileManager.default.contents(atPath: $0)?.count }.reduce(0, +)
    }
}
