import FuzzSupport
import SkitterCore

/// A domain name, which is also read as Punycode, as an address and against a small public suffix list.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzIDNA(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let bytes = input.remainder()
    let domain = String(decoding: bytes, as: UTF8.self)
    checkPunycode(bytes)
    if let ascii = CrawlURL.asciiHost(domain) { check(ascii, of: domain) }
    let swapped = String(decoding: bytes.map { 0x61...0x7A ~= $0 ? $0 & 0xDF : $0 }, as: UTF8.self)
    check(CrawlURL.asciiHost(swapped), equals: CrawlURL.asciiHost(domain), "case does not matter")
    return 0
}

private func check(_ ascii: String, of domain: String) {
    check(!ascii.isEmpty && ascii.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "the ASCII form is ASCII")
    check(!ascii.utf8.contains { 0x41...0x5A ~= $0 }, "and in lower case")
    check(CrawlURL.asciiHost(ascii), equals: ascii, "and its own ASCII form")
    for policy in suffixLists {
        if let suffix = policy.publicSuffix(of: ascii) {
            check(ascii == suffix || ascii.hasSuffix("." + suffix), "a public suffix ends the host")
        }
        if let registrable = policy.registrableDomain(of: ascii) {
            check(ascii == registrable || ascii.hasSuffix("." + registrable), "a registrable domain ends the host")
            check(policy.registrableDomain(of: registrable), equals: registrable, "and is its own")
        }
    }
    // In a URL the host is percent-decoded and may be an address; without such characters it is the same.
    let special = Array("%/?#\\:@[]\t\r\n".utf8)
    let first = domain.utf8.first ?? 0
    guard !domain.utf8.contains(where: special.contains), first > 0x20, !ascii.isAddressLike else { return }
    let url = try? CrawlURL("http://\(domain)/")
    check(url?.hostname, equals: ascii, "a URL has the same host")
}

private let suffixLists = [
    PublicSuffixList("com\nuk\nco.uk\n*.ck\n!www.ck\nxn--p1ai\nmünchen.de\n*.a.b".utf8.span)
]

/// Decoding is one-to-one, but for a delimiter that stands first and delimits nothing (RFC 3492, section 6.2).
private func checkPunycode(_ bytes: [UInt8]) {
    guard bytes.count <= 512 else { return }
    if let points = Punycode.decode(bytes), bytes.lastIndex(of: 0x2D) != 0 {
        let delimiter = bytes.lastIndex(of: 0x2D) ?? 0
        let lower = bytes[..<delimiter] + bytes[delimiter...].map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
        check(Punycode.encode(points), equals: Array(lower), "Punycode decodes and encodes to itself")
    }
    let points = String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value)
    if let encoded = Punycode.encode(points) {
        check(Punycode.decode(encoded), equals: points, "Punycode encodes and decodes to itself")
    }
}

extension String {
    /// Whether the last label that is not empty begins with a digit: then a URL's parser may see an IPv4 address.
    fileprivate var isAddressLike: Bool {
        self.split(separator: ".").last.map { 0x30...0x39 ~= $0.utf8[$0.utf8.startIndex] } ?? true
    }
}
