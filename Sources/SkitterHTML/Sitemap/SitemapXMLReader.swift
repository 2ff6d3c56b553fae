internal import CLibXML2

/// Feeds a document to libxml2's push parser and its elements to a ``SitemapCollector``; no tree is built.
final class SitemapXMLReader {
    private static let chunkBytes = 32 * 1024
    private static let isLibraryReady: Void = xmlInitParser()

    /// The parser looks through all namespaces in scope for each name.
    fileprivate static let namespaceLimit = 1_000

    fileprivate var collector: SitemapCollector
    /// How many namespaces each open element declares.
    fileprivate var namespaceCounts: [Int] = []
    fileprivate var openNamespaces = 0
    fileprivate var isStopped: Bool {
        self.collector.isFull || self.openNamespaces > Self.namespaceLimit
    }

    init(_ collector: SitemapCollector) {
        self.collector = collector
    }

    func read(_ text: ArraySlice<UInt8>) -> SitemapCollector {
        _ = Self.isLibraryReady
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElementNs = sitemapElementBegan
        handler.endElementNs = sitemapElementEnded
        handler.characters = sitemapCharacters
        handler.cdataBlock = sitemapCharacters
        // The reader outlives the context, which is freed before this method returns.
        let me = Unmanaged.passUnretained(self).toOpaque()
        guard let context = xmlCreatePushParserCtxt(&handler, me, nil, 0, nil) else {
            self.collector.error = "out of memory"
            return self.collector
        }
        defer { xmlFreeParserCtxt(context) }
        // No entity is substituted, no external thing loaded; the text is UTF-8 whatever it declares.
        let options = [
            XML_PARSE_RECOVER, XML_PARSE_NONET, XML_PARSE_NOERROR, XML_PARSE_NOWARNING, XML_PARSE_IGNORE_ENC,
        ]
        _ = xmlCtxtUseOptions(context, options.reduce(0) { $0 | Int32(bitPattern: $1.rawValue) })

        var sanitizer = SitemapXMLSanitizer(text)
        var firstError: String?
        var chunk: [UInt8] = []
        chunk.reserveCapacity(Self.chunkBytes + 16)
        while !self.isStopped, context.pointee.disableSAX == 0,
            sanitizer.next(into: &chunk, limitBytes: Self.chunkBytes)
        {
            chunk.withUnsafeBytes { octets in
                _ = xmlParseChunk(context, octets.bindMemory(to: CChar.self).baseAddress, Int32(octets.count), 0)
            }
            // The library keeps the last error; an early one says more.
            firstError = firstError ?? Self.error(of: context)
        }
        if !self.isStopped, !sanitizer.isStopped {
            _ = xmlParseChunk(context, nil, 0, 1)
        }
        if sanitizer.isStopped || self.openNamespaces > Self.namespaceLimit {
            self.collector.error = "a tag is too long"
        } else if let error = firstError ?? Self.error(of: context) {
            self.collector.error = error
        } else if sanitizer.repairs > 0 {
            self.collector.error = "\(sanitizer.repairs) times & or < was not escaped"
        }
        self.collector.documentEnded()
        return self.collector
    }

    private static func error(of context: xmlParserCtxtPtr) -> String? {
        guard let error = xmlCtxtGetLastError(context), let message = error.pointee.message else { return nil }
        // Its own text for this is "Extra content at the end of the document", whether there is too much or too little.
        let isEnd = error.pointee.code == Int32(bitPattern: XML_ERR_DOCUMENT_END.rawValue) && context.pointee.nameNr > 0
        let line = isEnd ? "the document ends early" : String(String(cString: message).prefix { $0 != "\n" })
        return "line \(error.pointee.line): \(line)"
    }
}

/// The reader to which a context belongs.
private func reader(_ context: UnsafeMutableRawPointer?) -> SitemapXMLReader? {
    context.map { Unmanaged<SitemapXMLReader>.fromOpaque($0).takeUnretainedValue() }
}

private func lowercased(_ name: UnsafePointer<xmlChar>?) -> String {
    guard let name else { return "" }
    // No name that means anything is longer.
    let octets = UnsafeBufferPointer(start: name, count: strnlen(name, 32))
    return String(decoding: octets.map(HTMLOctets.lowercased), as: UTF8.self)
}

/// The value of an attribute, in which the parser leaves an ampersand as `&#38;`.
private func unescaped(_ value: UnsafeBufferPointer<xmlChar>) -> [UInt8] {
    var octets: [UInt8] = []
    var index = 0
    while index < value.count {
        octets.append(value[index])
        index += value[index...].starts(with: "&#38;".utf8) ? 5 : 1
    }
    return octets
}

private func strnlen(_ name: UnsafePointer<xmlChar>, _ limit: Int) -> Int {
    var length = 0
    while length < limit, name[length] != 0 {
        length += 1
    }
    return length
}

private func sitemapElementBegan(
    _ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
    _: UnsafePointer<xmlChar>?, _ namespaceCount: Int32, _: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?,
    _ attributeCount: Int32, _: Int32, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
) {
    guard let reader = reader(context), !reader.isStopped else { return }
    reader.namespaceCounts.append(Int(namespaceCount))
    reader.openNamespaces += Int(namespaceCount)
    reader.collector.elementBegan(lowercased(name), prefix: Array(lowercased(prefix).utf8)) { wanted in
        // Five pointers for each: local name, prefix, URI, and the bounds of the value.
        guard let attributes else { return nil }
        for index in 0..<Int(attributeCount) where lowercased(attributes[index * 5]) == wanted {
            guard attributes[index * 5 + 1] == nil, let start = attributes[index * 5 + 3],
                let end = attributes[index * 5 + 4]
            else {
                continue
            }
            return unescaped(UnsafeBufferPointer(start: start, count: end - start))
        }
        return nil
    }
}

private func sitemapElementEnded(
    _ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
    _: UnsafePointer<xmlChar>?
) {
    guard let reader = reader(context), !reader.isStopped else { return }
    reader.openNamespaces -= reader.namespaceCounts.popLast() ?? 0
    reader.collector.elementEnded(lowercased(name), prefix: Array(lowercased(prefix).utf8))
}

private func sitemapCharacters(_ context: UnsafeMutableRawPointer?, _ text: UnsafePointer<xmlChar>?, _ length: Int32) {
    guard let reader = reader(context), let text, length > 0 else { return }
    reader.collector.append(UnsafeBufferPointer(start: text, count: Int(length)))
}
