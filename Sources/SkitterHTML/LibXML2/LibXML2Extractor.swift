internal import CLibXML2
public import SkitterCore

/// Links and directives of a page through libxml2's SAX interface: no tree, no network, no entity of the page's own.
public struct LibXML2Extractor: LinkExtractor {
    private let options: ExtractionOptions

    public init(options: ExtractionOptions = ExtractionOptions()) {
        self.options = options
    }

    public func extract(_ body: [UInt8], _ document: DocumentContext) -> ExtractedPage {
        let reader = WholeDocumentReader(PageBuilder(options: self.options, robotsToken: document.robotsToken))
        reader.parse(body)
        return reader.page
    }
}
