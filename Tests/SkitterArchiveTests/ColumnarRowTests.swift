import SkitterArchive
import SkitterCore
import Testing

@Suite struct ColumnarRowTests {
    private func columns(_ row: ColumnarRow) -> [String: String] {
        // The key alone is quoted: it holds commas.
        let values = row.line.dropLast().replacing(/"[^"]*"/, with: "key").split(
            separator: ",", omittingEmptySubsequences: false
        ).map(String.init)
        #expect(values.count == ColumnarRow.columns.count, "\(row.line)")
        return Dictionary(uniqueKeysWithValues: zip(ColumnarRow.columns, values))
    }

    @Test func aRowHasWhatTheURLSays() throws {
        var row = ColumnarRow(
            url: try CrawlURL("https://a.b.Example.co.uk.:8443/p/x?q=1&r=%22"),
            fetchTime: "2026-01-01T00:00:00.000001Z", status: 404, crawl: "mine")
        (row.suffixes.registry, row.suffixes.registeredDomain) = ("co.uk", "example.co.uk")
        row.place = ColumnarRow.WARCPlace(file: "f.warc.gz", offset: 7, length: 9)
        let columns = self.columns(row)
        #expect(
            columns["url_host_name"] == "a.b.example.co.uk" && columns["url_host_name_reversed"] == "uk.co.example.b.a")
        #expect(columns["url_host_tld"] == "uk" && columns["url_host_2nd_last_part"] == "co")
        #expect(columns["url_host_5th_last_part"] == "a")
        #expect(columns["url_host_registry_suffix"] == "co.uk" && columns["url_host_private_suffix"] == "")
        #expect(columns["url_protocol"] == "https" && columns["url_port"] == "8443")
        #expect(columns["url_path"] == "/p/x" && columns["url_query"] == "q=1&r=%22")
        #expect(columns["fetch_status"] == "404" && columns["subset"] == "crawldiagnostics")
        #expect(columns["warc_filename"] == "f.warc.gz" && columns["warc_record_offset"] == "7")
        #expect(columns["crawl"] == "mine" && columns["warc_segment"] == "" && columns["content_languages"] == "")
    }

    @Test(arguments: [
        ("http://127.0.0.1/", "127.0.0.1", 200, "warc"), ("http://[::1]:8080/robots.txt", "[::1]", 404, "robotstxt"),
    ])
    func anAddressHasNoParts(url: String, host: String, status: Int, subset: String) throws {
        let row = ColumnarRow(url: try CrawlURL(url), fetchTime: "", status: status, crawl: "")
        // The key of an address may hold a comma, and is quoted then.
        let line = row.line.drop { $0 == "\"" }
        #expect(line.contains(",\(url),\(host),,,,,,,,,,,http,"), "\(line)")
        #expect(line.hasSuffix(",\(subset)\n"))
    }

    @Test func theColumnsAreThoseOfTheFlatSchemaEachOnce() {
        #expect(ColumnarRow.columns.count == 33 && Set(ColumnarRow.columns).count == 33)
        #expect(ColumnarRow.columns.first == "url_surtkey" && ColumnarRow.columns.last == "subset")
    }
}
