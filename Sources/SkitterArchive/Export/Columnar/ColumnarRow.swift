package import SkitterCore

/// A capture as the columnar index of Common Crawl has it: the columns of its flat schema, in its order.
package struct ColumnarRow: Sendable {
    /// What a host name ends in. Only what a list of public suffixes tells is known.
    package struct Suffixes: Sendable, Hashable {
        /// The suffix under which a registry gives names out, and the name right below it.
        package var registry: String?
        /// See ``registry``.
        package var registeredDomain: String?
        /// The same with suffixes of private owners (`github.io`).
        package var `private`: String?
        /// See ``private``.
        package var privateDomain: String?

        /// Nothing is known.
        package init() {}
    }

    /// The columns.
    package static let columns = [
        "url_surtkey", "url", "url_host_name", "url_host_tld", "url_host_2nd_last_part", "url_host_3rd_last_part",
        "url_host_4th_last_part", "url_host_5th_last_part", "url_host_registry_suffix", "url_host_registered_domain",
        "url_host_private_suffix", "url_host_private_domain", "url_host_name_reversed", "url_protocol", "url_port",
        "url_path", "url_query", "fetch_time", "fetch_status", "fetch_redirect", "content_digest", "content_mime_type",
        "content_mime_detected", "content_charset", "content_languages", "content_truncated", "warc_record_id",
        "warc_filename", "warc_record_offset", "warc_record_length", "warc_segment", "crawl", "subset",
    ]

    package var url: CrawlURL
    package var suffixes = Suffixes()
    /// ISO 8601 in UTC.
    package var fetchTime: String
    package var status: Int
    /// Where a redirect leads, absolute.
    package var redirect: String?
    /// SHA-1 in base 32.
    package var digest: String?
    package var mimeType: String?
    package var charset: String?
    /// A word of `WARC-Truncated`.
    package var truncated: String?
    /// The UUID alone.
    package var recordID: String?
    package var place: WARCPlace?
    package var crawl: String

    /// Where the record of a capture lies.
    package struct WARCPlace: Sendable, Hashable {
        package var file: String
        package var offset: Int
        package var length: Int

        package init(file: String, offset: Int, length: Int) {
            self.file = file
            self.offset = offset
            self.length = length
        }
    }

    /// A capture of `url` with nothing but what each has.
    package init(url: CrawlURL, fetchTime: String, status: Int, crawl: String) {
        self.url = url
        self.fetchTime = fetchTime
        self.status = status
        self.crawl = crawl
    }

    /// The row; what is not known is empty.
    package var line: String {
        let host = self.url.hostname.hasSuffix(".") ? String(self.url.hostname.dropLast()) : self.url.hostname
        // An address has no parts that mean anything.
        let parts =
            IPAddress(urlHost: host) == nil
            ? Array(host.split(separator: ".", omittingEmptySubsequences: false).reversed().map(String.init)) : []
        func part(_ index: Int) -> String { index < parts.count ? parts[index] : "" }
        return CSVText.line([
            self.url.surt, self.url.href, host, part(0), part(1), part(2), part(3), part(4),
            self.suffixes.registry ?? "", self.suffixes.registeredDomain ?? "", self.suffixes.private ?? "",
            self.suffixes.privateDomain ?? "", parts.joined(separator: "."), self.url.scheme,
            self.url.port.map { "\($0)" } ?? "", self.url.pathname, String(self.url.search.dropFirst()), self.fetchTime,
            "\(self.status)", self.redirect ?? "", self.digest ?? "", CSVText.untrusted(self.mimeType ?? ""), "",
            self.charset ?? "", "", self.truncated ?? "", self.recordID ?? "", self.place?.file ?? "",
            self.place.map { "\($0.offset)" } ?? "", self.place.map { "\($0.length)" } ?? "", "", self.crawl,
            self.subset,
        ])
    }

    /// Which of Common Crawl's subsets such a capture is in.
    private var subset: String {
        if self.url.pathname == "/robots.txt" { return "robotstxt" }
        return (200..<300).contains(self.status) ? "warc" : "crawldiagnostics"
    }
}
