import FoundationEssentials

/// A directory of its own for one test; it goes away with this value.
final class Scratch: Sendable {
    let path: String

    init() throws {
        self.path = FileManager.default.temporaryDirectory.path + "/skitter-archive-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: self.path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: self.path)
    }

    func path(_ name: String) -> String {
        self.path + "/" + name
    }

    func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: self.path(name)).map { String(decoding: $0, as: UTF8.self) }
    }

    func put(_ text: String, as name: String) {
        _ = FileManager.default.createFile(atPath: self.path(name), contents: Data(text.utf8))
    }

    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: self.path)) ?? []).sorted()
    }
}
