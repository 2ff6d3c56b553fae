/// Bytes of a page to the places in it that a fragment may name.
///
/// Synchronous and never fails, like ``LinkExtractor``.
package protocol AnchorReader: Sendable {
    /// The names of these places (`id` of any element, `name` of an `a`), each as its hash, once and sorted; nil where the document is
    /// of a kind that has none.
    func anchors(_ body: [UInt8], contentType: String?) -> [UInt64]?
}
