import CLibXML2
import Glibc
import SkitterCore
import SkitterHTML

// MB of HTML per second of CPU time, for all extractors over the files that are named on standard input or given.
//
//     find -L DIR -name '*.html' | SKITTER_BENCHMARKS=1 swift run -c release ExtractBenchmark
//     find … | ExtractBenchmark tokenizer        one of them
//     ExtractBenchmark hostile

func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

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

func hostile() {
    let patterns = [
        "<", "<a ", "<svg>", "<math>", "</", "<!--", "\"", "&", "<a href=x ", "<a href=x>", "<svg></b>", "<b><svg></b>",
        "<template>", "</template>", "<script>", "<script><!--", "<script><!--<script>", "<title>", "<!", "<?",
        "<![CDATA[",
        "<svg><![CDATA[", "<svg><desc>", "<svg><desc><i>", "<a/", "<a =", "<a href='&amp", "<a href=\"&a", "<a b='",
        "<frameset>", "<noscript>", "<base>", "<meta ", "--", "<!-", "<a\u{0}", "<p>", "<img srcset='a,", "<td>",
        "<svg><td>",
        "<table><svg><desc><td>", "</p>", "<form>", "a ", "\u{0}", "<svg><font>", "<p><svg><desc><p>",
        "<a href=&copy=>",
    ]
    for (name, extractor) in extractors.prefix(2) {
        var worst: [(Double, String)] = []
        for pattern in patterns {
            for prefix in ["", "<p>x", "<a href=\"", "<svg>"] {
                var body = Array(prefix.utf8)
                while body.count < 10_000_000 { body.append(contentsOf: pattern.utf8) }
                let start = cpuSeconds()
                _ = extractor.extract(body, context)
                worst.append((cpuSeconds() - start, prefix + pattern))
            }
        }
        worst.sort { $0.0 > $1.0 }
        print(name, worst.prefix(8).map { "\($0.1): \(Int($0.0 * 1000)) ms" })
    }
}

func speed() {
    var bodies: [[UInt8]] = []
    while let path = readLine() { bodies.append(read(path)) }
    let bytes = bodies.reduce(0) { $0 + $1.count }
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

if CommandLine.arguments.contains("hostile") { hostile() } else { speed() }
