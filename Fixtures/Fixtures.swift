private import FoundationEssentials

/// Test data by typed names: tables in Swift for what is small, files beside this one for what is not.
///
/// Each kind of data is an extension in its own file (`Fixtures+Robots.swift`), with its files in a folder of the same
/// name (`Data/Robots/`). Paths are found from this source file, so the data is there wherever the sources are, and no
/// bundle has to be copied beside a test or a program.
package enum Fixtures {
    /// A file below `Fixtures/Data/`, named by its path in it.
    package struct File: Sendable, Hashable {
        package let name: String

        package init(_ name: String) {
            self.name = name
        }

        /// Absolute.
        package var path: String { Fixtures.root + "/" + self.name }

        /// The whole content. Throws when the file does not exist.
        package var bytes: [UInt8] {
            get throws { try Array(Data(contentsOf: URL(filePath: self.path))) }
        }
    }

    /// The folder `Data` beside this file.
    package static let root: String = {
        let file = #filePath
        return String(file[..<(file.lastIndex(of: "/") ?? file.startIndex)]) + "/Data"
    }()
}
