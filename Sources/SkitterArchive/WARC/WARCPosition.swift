/// How far a series of WARC files is good: all files before this one, and so many bytes of this one.
package struct WARCPosition: Hashable, Sendable {
    /// The name of the last good file, without its directory.
    package var fileName: String
    /// How many of its bytes are whole records.
    package var length: Int

    /// The first `length` bytes of `fileName` and all earlier files.
    package init(fileName: String, length: Int) {
        self.fileName = fileName
        self.length = length
    }
}
