internal import FoundationEssentials
internal import SkitterCore

/// The public suffix list of the system: data with a licence of its own (MPL 2.0), kept up to date by its package.
enum PublicSuffixFile {
    private static let paths = [
        "/usr/share/publicsuffix/public_suffix_list.dat", "/usr/share/publicsuffix/effective_tld_names.dat",
    ]

    /// The list, or an error that names the package that brings it.
    static func read() throws(ConfigurationError) -> PublicSuffixList {
        for path in self.paths {
            if let data = try? Data(contentsOf: URL(filePath: path)) { return PublicSuffixList([UInt8](data).span) }
        }
        throw ConfigurationError(
            "--scope domain needs the public suffix list: install it with apt-get install publicsuffix")
    }
}
