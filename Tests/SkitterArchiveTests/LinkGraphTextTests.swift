import SkitterArchive
import SkitterCore
import Testing

@Suite struct LinkGraphTextTests {
    private func text(_ format: LinkGraphFormat) -> String {
        var text = LinkGraphText(format)
        if text.hasNodes {
            text.node(LinkGraphNode(id: 1, url: "http://a.test/?x=1&y=\"", outcome: "fetched", status: 200))
            text.node(LinkGraphNode(id: .max, url: "http://a.test/b,c"))
        }
        text.edge(
            LinkGraphEdge(source: 1, target: .max, isRedirect: false), from: "http://a.test/?x=1&y=\"",
            to: "http://a.test/b,c")
        text.edge(
            LinkGraphEdge(source: .max, target: 1, isRedirect: true), from: "http://a.test/b,c", to: "http://a.test/")
        text.end()
        return String(decoding: text.bytes, as: UTF8.self)
    }

    @Test func linksAreLinesOfCSV() {
        #expect(
            self.text(.edges) == """
                source,target,kind
                "http://a.test/?x=1&y=\"\"\","http://a.test/b,c",link
                "http://a.test/b,c",http://a.test/,redirect

                """)
    }

    @Test func graphMLIsXMLWhateverTheURLsHold() {
        let text = self.text(.graphML)
        #expect(
            text.contains(
                """
                    <node id="n0000000000000001"><data key="url">http://a.test/?x=1&amp;y=&quot;</data><data key="outcome">fetched</data><data key="status">200</data></node>
                    <node id="nffffffffffffffff"><data key="url">http://a.test/b,c</data></node>
                    <edge source="n0000000000000001" target="nffffffffffffffff"><data key="kind">link</data></edge>
                """), "\(text)")
        #expect(text.hasPrefix("<?xml") && text.hasSuffix("  </graph>\n</graphml>\n"))
    }

    @Test func dotQuotesURLs() {
        #expect(
            self.text(.dot) == #"""
                digraph crawl {
                  "http://a.test/?x=1&y=\"";
                  "http://a.test/b,c" [color=gray];
                  "http://a.test/?x=1&y=\"" -> "http://a.test/b,c";
                  "http://a.test/b,c" -> "http://a.test/" [style=dashed];
                }

                """#)
    }
}
