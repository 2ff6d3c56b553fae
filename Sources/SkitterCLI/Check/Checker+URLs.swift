internal import FoundationEssentials
internal import SkitterCore

/// Questions about URLs and host names.
extension Checker {
    func parse(_ question: CheckQuestion, _ writer: inout JSONWriter) throws(CheckFailure) {
        let input = try question.string("input")
        let base = try question.optionalString("base")
        guard let url = Self.url(input, base: base) else { return Self.failed(&writer) }
        writer.key("href")
        writer.value(url.href)
        writer.key("protocol")
        writer.value(url.scheme + ":")
        writer.key("username")
        writer.value(url.username)
        writer.key("password")
        writer.value(url.password)
        writer.key("host")
        writer.value(url.host)
        writer.key("hostname")
        writer.value(url.hostname)
        writer.key("port")
        writer.value(url.port.map { "\($0)" } ?? "")
        writer.key("pathname")
        writer.value(url.pathname)
        writer.key("search")
        writer.value(url.search)
        writer.key("hash")
        writer.value(url.hash)
    }

    func canon(_ question: CheckQuestion, _ writer: inout JSONWriter) throws(CheckFailure) {
        guard let url = Self.url(try question.string("input"), base: nil) else { return Self.failed(&writer) }
        writer.key("canon")
        writer.value(url.key())
    }

    func idna(_ question: CheckQuestion, _ writer: inout JSONWriter) throws(CheckFailure) {
        let input = try question.string("input")
        writer.key("ascii")
        writer.optional(CrawlURL.asciiHost(input))
    }

    func surt(_ question: CheckQuestion, _ writer: inout JSONWriter) throws(CheckFailure) {
        let input = try question.string("input")
        writer.key("surt")
        writer.value(CrawlURL.surt(of: input))
    }

    mutating func registrable(_ question: CheckQuestion, _ writer: inout JSONWriter) throws(CheckFailure) {
        let host = try question.string("host")
        let list = try self.publicSuffixes()
        writer.key("registrable")
        writer.optional(list.registrableDomain(of: host))
    }

    /// The system's public suffix list.
    mutating func publicSuffixes() throws(CheckFailure) -> PublicSuffixList {
        let list = self.suffixes ?? Self.readPublicSuffixes()
        self.suffixes = list
        return try list.get()
    }

    private static func readPublicSuffixes() -> Result<PublicSuffixList, CheckFailure> {
        for name in ["public_suffix_list.dat", "effective_tld_names.dat"] {
            guard let data = try? Data(contentsOf: URL(filePath: "/usr/share/publicsuffix/" + name)) else { continue }
            return .success(PublicSuffixList([UInt8](data).span))
        }
        return .failure(CheckFailure("there is no public suffix list: the Debian package 'publicsuffix' has it"))
    }

    private static func url(_ input: String, base: String?) -> CrawlURL? {
        guard let base else { return try? CrawlURL(input) }
        guard let base = try? CrawlURL(base) else { return nil }
        return try? CrawlURL(input, base: base)
    }

    private static func failed(_ writer: inout JSONWriter) {
        writer.key("failure")
        writer.value(true)
    }
}
