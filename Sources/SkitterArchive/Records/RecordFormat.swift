/// The version of the crawl directory's files. It grows when a field changes its meaning or goes away, not when one is
/// added: readers pass over members that they do not know.
package enum RecordFormat {
    /// What this version writes, and the newest that it reads.
    package static let version = 1
}
