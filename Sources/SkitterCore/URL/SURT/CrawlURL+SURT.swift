extension CrawlURL {
    /// The Sort-friendly URI Reordering Transform in the Internet Archive's default form, the key of a CDX line:
    /// `org,archive)/goo?a=1` for `https://www.archive.org:443/goo/?A=1#x`.
    ///
    /// Scheme, credentials, default port, a leading `www.` or `www2.` and a trailing slash go; path and query are
    /// unescaped as long as there is something to unescape, escaped once and lower-cased; the usual session ids go
    /// and query parameters are sorted. Lossy: an index key, not a URL.
    public var surt: String { SURT.text(of: self) }

    /// The SURT of a line that need not be a URL, as indexers meet them: `-` for an empty text, a text that begins
    /// with `filedesc` itself, `http://` supplied where there is no scheme, the text in lower case if all else fails.
    public static func surt(of text: String) -> String {
        if text.isEmpty { return "-" }
        if text.utf8.starts(with: "filedesc".utf8) { return text }
        do throws(URLParseError) {
            return try CrawlURL(text).surt
        } catch  where error.code == .missingScheme {
            if let url = try? CrawlURL("http://" + text) { return url.surt }
        } catch {
            // What has a scheme and is no URL is kept as it is.
        }
        return text.lowercased()
    }
}
