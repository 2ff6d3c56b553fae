public import SkitterCore

/// Links and directives of a page by our own means: a sieve finds the tags, our own attribute reader reads them.
public struct TokenizerExtractor: LinkExtractor {
    private let options: ExtractionOptions

    /// An extractor that looks for what `options` say.
    public init(options: ExtractionOptions = ExtractionOptions()) {
        self.options = options
    }

    /// The links and directives of a document.
    public func extract(_ body: [UInt8], _ document: DocumentContext) -> ExtractedPage {
        Extraction(self.options, body, document).run { bytes, start, builder, encoding in
            var sink = PageSink(builder, encoding)
            var sieve = Sieve(self.options)
            sieve.run(bytes, from: start, &sink)
            return sink.builder.page
        }
    }
}
