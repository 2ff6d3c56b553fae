import BenchmarkSupport
import CLibXML2
import Glibc
import SkitterCore
import SkitterHTML

// MB of HTML per second of CPU time, for all extractors over the files that are named on standard input or given.
//
//     find -L DIR -name '*.html' | SKITTER_BENCHMARKS=1 swift run -c release ExtractBenchmark
//     find … | ExtractBenchmark tokenizer        one of them
//     find … | ExtractBenchmark --json NAME      what a crawl uses, as ratios for bench.py: of a kilobyte
//     ExtractBenchmark hostile                   the slowest of some 30,000 patterns, repeated to 10 MB

func read(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    rewind(file)
    return [UInt8](unsafeUninitializedCapacity: size) { $1 = fread($0.baseAddress, 1, size, file) }
}

/// libxml2's HTML parser over a whole document, counting start tags: what the sieve is compared with.
struct WholeDocumentLibXML2: LinkExtractor {
    func extract(_ body: [UInt8], _ document: DocumentContext) -> ExtractedPage {
        body.withUnsafeBytes { bytes in
            guard
                let context = htmlCreateMemoryParserCtxt(
                    bytes.bindMemory(to: CChar.self).baseAddress, Int32(truncatingIfNeeded: bytes.count))
            else { return }
            defer { htmlFreeParserCtxt(context) }
            htmlCtxtUseOptions(context, Int32(HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue))
            context.pointee.sax.pointee = xmlSAXHandler()
            context.pointee.sax.pointee.startElement = countTag
            htmlParseDocument(context)
        }
        return ExtractedPage()
    }
}

func countTag(
    _: UnsafeMutableRawPointer?, _: UnsafePointer<xmlChar>?, _: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
) {}

let extractors: [(name: String, extractor: any LinkExtractor)] = [
    ("tokenizer", TokenizerExtractor()), ("libxml2", LibXML2Extractor()), ("whole libxml2", WholeDocumentLibXML2()),
]
let context = DocumentContext(url: "http://example.com/", contentType: "text/html; charset=utf-8")

func report(_ bodies: [[UInt8]], kilobytes: Int, _ name: String) {
    for (extractorName, extractor) in extractors where extractorName != "whole libxml2" {
        var meter = CostMeter("\(name).\(extractorName)")
        for _ in 0..<9 {
            meter.begin()
            for _ in 0..<3 { for body in bodies { _ = extractor.extract(body, context) } }
            meter.end(units: 3 * kilobytes)
        }
        meter.report()
    }
}

func speed() {
    var bodies: [[UInt8]] = []
    while let path = readLine() { bodies.append(read(path)) }
    let bytes = bodies.reduce(0) { $0 + $1.count }
    if let name = BenchmarkArguments().jsonName { return report(bodies, kilobytes: bytes / 1_000, name) }
    print("\(bodies.count) files, \(bytes) bytes")
    let only = CommandLine.arguments.dropFirst().first
    for (name, extractor) in extractors where only == nil || only == name {
        var best = Double.infinity
        var links = 0
        for _ in 0..<(name == "whole libxml2" ? 2 : only == nil ? 7 : 40) {
            let start = cpuSeconds()
            links = bodies.reduce(0) { $0 + extractor.extract($1, context).links.count }
            best = min(best, cpuSeconds() - start)
        }
        print("\(name): \(Int(Double(bytes) / best / 1e6)) MB/s, \(links) links")
    }
}

if CommandLine.arguments.contains("hostile") { Hostile.run() } else { speed() }
