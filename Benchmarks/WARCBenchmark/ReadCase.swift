import FoundationEssentials
import SkitterArchive
import SkitterCore

/// Reading a file of exchanges, through all its blocks and for an index; and sorting an index.
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

    /// Sorts as many entries as there would be exchanges, in the order of a random crawl; says how long the index is.
    func sort() throws -> Int {
        var sorter = CDXJSorter(path: self.directory + "/sorted.cdxj")
        var generator = SplitMix64(seed: 5)
        for number in 0..<self.count {
            let page = generator.next() % 1_000_000
            var entry = CDXJEntry(
                url: "https://www.host\(page % 977).example.org/manual/chapter-\(page % 40)/section-\(page).html",
                timestamp: "20251124160000", length: 5_000, offset: number * 5_000,
                fileName: "skitter-20251124160000-00000.warc.gz")
            entry.mime = "text/html"
            entry.status = "200"
            entry.digest = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            try sorter.add(entry)
        }
        try sorter.finish()
        return try Self.size(of: self.directory + "/sorted.cdxj")
    }

    private func paths() throws -> [String] { try WARCFiles.names(in: self.folder).map { self.folder + "/" + $0 } }

    private func size() throws -> Int {
        try self.paths().map { try Self.size(of: $0) }.reduce(0, +)
    }

    private static func size(of path: String) throws -> Int {
        guard let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? any BinaryInteger else {
            return 0
        }
        return Int(clamping: size)
    }
}
