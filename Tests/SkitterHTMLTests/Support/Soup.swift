/// Random documents, the same for the same seed.
struct Soup {
    private var state: UInt64

    init(seed: UInt64) {
        self.state = seed
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ limit: Int) -> Int {
        Int(self.next() % UInt64(limit))
    }

    mutating func pick<T>(_ from: [T]) -> T {
        from[self.below(from.count)]
    }

    /// Tags, attributes, comments, text and their fragments in any order.
    mutating func document() -> [UInt8] {
        var text = ""
        for _ in 0..<(1 + self.below(25)) {
            switch self.below(12) {
            case 0...3: text += "<" + self.name() + self.attributes() + self.pick([">", ">", ">", ">", "/>", " /", ""])
            case 4, 5: text += "</" + self.name() + self.pick([">", ">", ">", " >", " a=\">\">", "/", ""])
            case 6: text += "<a href=" + self.pick(["x", "'y'", "\"&amp;z\"", "&copy=1", "&#128;"]) + ">"
            case 7: text += self.pick(Self.markup)
            case 8, 9: text += self.pick(Self.texts)
            case 10:
                text += self.pick([
                    "<", ">", "&", "\"", "'", "=", "/", "-", "!", "]", "\0", "\r\n", "\u{0C}", "é", "]]>",
                ])
            default: text += "<" + self.pick(["svg", "math", "svg", "table"]) + ">"
            }
        }
        return Array(text.utf8)
    }

    /// A few bytes of a page replaced, removed, doubled or put elsewhere.
    mutating func mutate(_ page: [UInt8]) -> [UInt8] {
        var bytes = page
        for _ in 0..<(1 + self.below(8)) where !bytes.isEmpty {
            let index = self.below(bytes.count)
            let end = min(index + 1 + self.below(12), bytes.count)
            switch self.below(5) {
            case 0: bytes[index] = self.pick(Array("<>\"'=/!-&; \n\0a]?".utf8))
            case 1: bytes.removeSubrange(index..<end)
            case 2: bytes.insert(contentsOf: bytes[index..<end], at: self.below(bytes.count))
            case 3: bytes.insert(contentsOf: self.pick(Self.markup).utf8, at: index)
            default: bytes.insert(self.pick(Array("<>\"'=/!-&".utf8)), at: index)
            }
        }
        return bytes
    }

    private mutating func name() -> String {
        let name = self.pick(Self.names)
        return self.below(8) == 0 ? name.uppercased() : name
    }

    private mutating func attributes() -> String {
        var text = ""
        for _ in 0..<self.pick([0, 0, 1, 1, 2, 3]) {
            text += self.pick([" ", " ", " ", "/", "\n", "\t", "\u{0C}", ""])
            text += self.pick(Self.attributeNames)
            text += self.pick(["=", "=", "=", " = ", "", "=\n", "=="])
            let value = self.pick(Self.values)
            text += self.pick(["\"\(value)\"", "'\(value)'", value, value])
        }
        return text
    }

    private static let names = """
        a a a area link iframe frame img image script source video audio track embed object input html body blockquote q
        ins del form base meta style xmp noembed noframes title textarea plaintext svg math template noscript head
        frameset pre li dd dt button table br hr select p p h1 h2 div div span b i font td tr th tbody caption col
        colgroup option foreignObject desc mi mo mtext annotation-xml mglyph use feImage g path foo x-element blockquo
        plaintex applet marquee center ul ol nobr em u section
        """.split(whereSeparator: \.isWhitespace).map(String.init)

    private static let attributeNames = """
        href href src src rel srcset type content http-equiv name data cite poster xlink:href HREF class encoding color
        background longdesc = hre href= " ' < é imagesrcset manifest action
        """.split(whereSeparator: \.isWhitespace).map(String.init)

    private static let values = [
        "x", "/y?a=1&b=2", "&amp;", "a&ampb", "a&amp=b", "&notit;", "&not;", "&#x41;", "&#0;", "&#xD800;", "&lt", "1 2",
        "a 1x, b 2x", "0;url=z", "refresh", "robots", "noindex", "nofollow", "canonical", "image", "hidden",
        "text/html",
        "text/HTML", ">", "<", "", "é", "\0", "a\r\nb", "a\rb", "\u{FEFF}x", "/", "x/", "`", "&bogus;", "&", "&#",
        "&#x",
    ]

    private static let markup = [
        "<!-- <a href=c> -->", "<!-->", "<!--->", "<!-- --!>", "<!--", "<!", "<!x>", "<?x>", "</>", "</ x>",
        "<!DOCTYPE html>",
        "<![CDATA[", "<![CDATA[x]]>", "<![CDATA[<a href=d>]]>", "<script><!--<script></script>--></script>",
        "<script>x</script>",
        "<title>t&amp;t</title>", "<textarea></textarea>", "<style><a href=s></style>", "<!--<!-->", "<!-- <!- -->",
        "--!-->",
        "<frameset>", "</frameset>", "<template>", "</template>", "</svg>", "</math>", "<svg/>", "</p>", "</br>",
        "<meta name=robots content=x>",
    ]

    private static let texts = [" ", "\n", "x", "text", "&nbsp;", "&#32;", "&Tab;", "\0", "&amp", "é ", "\t \n"]
}
