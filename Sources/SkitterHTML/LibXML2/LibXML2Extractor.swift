public import SkitterCore

/// Links and directives of a page through libxml2: a sieve finds the tags that can hold one, and libxml2's SAX interface
/// reads each, normalised, in a push context that is used for page after page.
///
/// The answers are those of ``TokenizerExtractor``. libxml2 never sees a page itself: given one, it loses tags that a
/// standard parser finds, and finds tags that are none.
public struct LibXML2Extractor: LinkExtractor {
    private let options: ExtractionOptions
    private let pool = TagReaderPool()

    /// An extractor that looks for what `options` say.
    public init(options: ExtractionOptions = ExtractionOptions()) {
        self.options = options
    }

    /// The links and directives of a document.
    public func extract(_ body: [UInt8], _ document: DocumentContext) -> ExtractedPage {
        Extraction(self.options, body, document).run { bytes, start, builder, encoding in
            self.pool.lend { reader in
                var sink = LibXML2Sink(reader, builder, encoding)
                var sieve = Sieve(self.options)
                sieve.run(bytes, from: start, &sink)
                return sink.finish()
            }
        }
    }
}
