/// One way in which a server misbehaves (or behaves in a way that clients get wrong), served under `/fault/`.
///
/// The table ``all`` is the one place that says what each fault does and what a good client makes of it: the index page
/// `/fault/`, the help of `skitter serve`, documentation and tests all read it.
package struct FixtureFault: Sendable {
    /// The path segment after `/fault/`.
    package let name: String
    /// The path with its parameters: "/fault/trickle?bytes=N&interval-ms=M".
    package let usage: String
    /// A path that shows the fault at its default.
    package let example: String
    /// What the server does, byte for byte where that matters.
    package let effect: String
    /// What a good client makes of it.
    package let expectation: String
    /// Whether the fault ends after some requests for the same path and query.
    package let heals: Bool
    let script: @Sendable (Call) -> FixtureScript

    init(
        _ name: String, usage: String? = nil, example: String? = nil, heals: Bool = false, effect: String,
        expectation: String,
        script: @escaping @Sendable (Call) -> FixtureScript
    ) {
        self.name = name
        self.usage = "/fault/" + (usage ?? name)
        self.example = "/fault/" + (example ?? name)
        self.effect = effect
        self.expectation = expectation
        self.heals = heals
        self.script = script
    }

    /// All faults, in the order in which people read about them.
    package static let all: [FixtureFault] =
        Self.statuses + Self.redirects + Self.timing + Self.framing + Self.headers + Self.bodies + Self.encodings

    private static let byName: [String: FixtureFault] = Dictionary(
        uniqueKeysWithValues: (Self.all + [Self.index]).map { ($0.name, $0) })

    static func named(_ name: String) -> FixtureFault? {
        Self.byName[name]
    }

    /// "/fault/": links to the example of every fault.
    private static let index = FixtureFault("", effect: "Lists all faults.", expectation: "A page like any other.") {
        _ in
        let rows = Self.all.map { fault in
            "<tr><td><a href=\"\(ZoneLink.escaped(fault.example))\">\(ZoneLink.escaped(fault.usage))</a></td>"
                + "<td>\(fault.effect)</td><td>\(fault.expectation)</td></tr>\n"
        }
        return .html(
            200,
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Faults</title></head>
            <body><h1>Faults</h1>
            <table>
            <tr><th>path</th><th>what the server does</th><th>what a good client makes of it</th></tr>
            \(rows.joined())</table>
            </body></html>

            """)
    }

    /// A good page with two links, both under `/fault/page/`; what faults deliver when they deliver something.
    static func pageBody(_ title: String, filler: Int = 0) -> [UInt8] {
        var body = Array(
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>\(title)</title></head>
            <body><h1>\(title)</h1>
            <p><a href="/fault/page/1">One</a> and <a href="/fault/page/2">two</a>.</p>

            """.utf8)
        let end = Array("<p>The end.</p>\n</body></html>\n".utf8)
        body.reserveCapacity(body.count + filler + end.count)
        var index = 0
        let start = body.count
        while body.count - start < filler {
            body += FixtureText.sentences[index % FixtureText.sentences.count]
            index += 1
        }
        return body + end
    }

    static let html = HTTPField("Content-Type", FixtureWeb.htmlType)
}
