import CLibXML2
import FoundationEssentials

/// Cases from outside, where they lie beside the package; without them the tests that need them are skipped.
enum SharedSuite {
    struct Page: Sendable {
        var url: String
        var body: [UInt8]
    }

    struct Tricky: Decodable, Sendable {
        var id: String
        var html: String
        var a_links: [String]
    }

    struct Srcset: Decodable, Sendable {
        var id: String
        var srcset: String
        var urls: [String]
    }

    static let pages: [Page] = Self.rows("pages", as: RawPage.self).compactMap { row in
        Data(base64Encoded: row.body_b64).map { Page(url: row.url, body: Array($0)) }
    }
    static let tricky = Self.rows("tricky_html", as: Tricky.self)
    static let srcset = Self.rows("srcset", as: Srcset.self)

    private struct RawPage: Decodable {
        var url: String
        var body_b64: String
    }

    private static func rows<Row: Decodable>(_ name: String, as: Row.Type) -> [Row] {
        let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let bytes = Self.unzipped("/\(root)/../shared/suites/links/\(name).jsonl.gz")
        return bytes.split(separator: 0x0A).compactMap { try? JSONDecoder().decode(Row.self, from: Data($0)) }
    }

    /// libxml2 reads gzip where it reads files.
    private static func unzipped(_ path: String) -> [UInt8] {
        guard let input = xmlParserInputBufferCreateFilename(path, XML_CHAR_ENCODING_NONE) else { return [] }
        defer { xmlFreeParserInputBuffer(input) }
        while xmlParserInputBufferGrow(input, 1 << 20) > 0 {}
        let count = Int(xmlBufUse(input.pointee.buffer))
        return Array(UnsafeBufferPointer(start: xmlBufContent(input.pointee.buffer), count: count))
    }
}
