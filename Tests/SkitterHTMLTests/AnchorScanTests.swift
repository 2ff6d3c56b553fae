import SkitterCore
import SkitterHTML
import Testing

@Suite struct AnchorScanTests {
    private func names(_ html: [UInt8], type: String = "text/html; charset=utf-8", _ candidates: String...) -> [String]?
    {
        guard let anchors = HTMLAnchorReader().anchors(html, contentType: type) else { return nil }
        #expect(anchors == anchors.sorted())
        return candidates.filter { anchors.contains(FragmentName.hash($0.utf8.span)) }
    }

    @Test func idsOfAllElementsAndNamesOfLinksCount() {
        let html = """
            <h1 id=one>x</h1><svg><g ID='two'/></svg><a name="thr&eacute;e">x</a><img name=no1><input id="four" name=no2>
            <p data-id=no3 id=five id=no4><x-own id="s i x"></x-own><p id=""><a name>
            """
        #expect(
            self.names(
                Array(html.utf8), "one", "two", "thrée", "four", "five", "s i x", "no1", "no2", "no3", "no4", "")
                == ["one", "two", "thrée", "four", "five", "s i x"])
    }

    @Test func whatIsNoTagNamesNothing() {
        let html = """
            <!-- <p id=a> --><script>"<p id=b>"</script><textarea><p id=c></textarea><title><p id=d></title>
            <style><p id=e></style><p id=real></p id=f><!DOCTYPE id=g><p id=h
            """
        #expect(self.names(Array(html.utf8), "a", "b", "c", "d", "e", "f", "g", "h", "real") == ["real"])
    }

    @Test func namesAreReadInTheEncodingOfThePage() {
        let latin = Array("<p id=caf".utf8) + [0xE9] + Array(">".utf8)
        #expect(self.names(latin, type: "text/html; charset=iso-8859-1", "café") == ["café"])
        #expect(self.names(latin, type: "text/html", "café") == ["café"])
        let declared = Array("<meta charset=utf-8><p id=café>".utf8)
        #expect(self.names(declared, type: "text/html", "café") == ["café"])
    }

    @Test(arguments: ["image/svg+xml", "text/css", "text/plain", "application/pdf", "application/xml"])
    func ofOtherDocumentsNobodyCanTell(type: String) {
        #expect(self.names(Array("<p id=a>".utf8), type: type, "a") == nil)
        #expect(self.names(Array("<p id=a>".utf8), type: "application/xhtml+xml", "a") == ["a"])
    }

    @Test func whateverTheBytesAreItEnds() {
        for html in [
            "", "<", "<p", "<p id", "<p id=", "<p id='", "</", "<!", "<!-", "<!--", "<a/", "<a id=x/>", "<\0>",
        ] {
            _ = self.names(Array(html.utf8))
        }
        #expect(self.names(Array("<a id=x/>".utf8), "x/") == ["x/"])
    }
}
