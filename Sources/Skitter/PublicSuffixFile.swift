internal import SkitterCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The public suffix list of the system: data with a licence of its own (MPL 2.0), kept up to date by its package.
enum PublicSuffixFile {
    private static let paths = [
        "/usr/share/publicsuffix/public_suffix_list.dat", "/usr/share/publicsuffix/effective_tld_names.dat",
    ]

    /// The list, or an error that names the package that brings it.
    static func read() throws(ConfigurationError) -> PublicSuffixList {
        for path in self.paths {
            if let bytes = self.bytes(of: path) { return PublicSuffixList(bytes.span) }
        }
        throw ConfigurationError(
            "--scope domain needs the public suffix list: install it with apt-get install publicsuffix")
    }

    /// The list of registries alone, and that with private owners; nil where it is not there.
    static func readSections() -> (registry: PublicSuffixList, all: PublicSuffixList)? {
        guard let bytes = self.paths.lazy.compactMap({ self.bytes(of: $0) }).first else { return nil }
        let mark = Array("// ===BEGIN PRIVATE DOMAINS===".utf8)
        var line = 0
        while line < bytes.count, !bytes[line...].starts(with: mark) {
            line = bytes[line...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
        }
        return (PublicSuffixList(bytes.span.extracting(..<line)), PublicSuffixList(bytes.span))
    }

    /// Not by Foundation: the ICU that it brings and that of libxml2's headers do not bear each other in one compilation.
    private static func bytes(of path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            guard count > 0 else { return ferror(file) == 0 ? bytes : nil }
            bytes += chunk[..<count]
        }
    }
}
