extension Fixtures {
    /// References to resolve, with the answer of the URL standard.
    package enum URLs {
        package struct Row: Sendable, Hashable, CustomStringConvertible {
            package let base: String
            package let reference: String
            /// The serialised URL.
            package let resolved: String

            package var description: String { "\(self.reference) against \(self.base)" }
        }

        /// The forms in which a page writes links to its own site.
        package static let references: [Row] = [
            Row(base: "http://a.example/b/c.html", reference: "d.html", resolved: "http://a.example/b/d.html"),
            Row(base: "http://a.example/b/c.html", reference: "../d.html", resolved: "http://a.example/d.html"),
            Row(base: "http://a.example/b/c.html", reference: "/d/", resolved: "http://a.example/d/"),
            Row(base: "http://a.example/b/c.html", reference: "./", resolved: "http://a.example/b/"),
            Row(base: "http://a.example/b/c.html", reference: "?q=1", resolved: "http://a.example/b/c.html?q=1"),
            Row(base: "http://a.example/b/c.html", reference: "#part", resolved: "http://a.example/b/c.html#part"),
            Row(base: "http://a.example/b/c.html", reference: "//b.example/x", resolved: "http://b.example/x"),
            Row(base: "http://a.example/b/c.html", reference: " d e.html ", resolved: "http://a.example/b/d%20e.html"),
            Row(base: "http://a.example/b/c.html", reference: "é", resolved: "http://a.example/b/%C3%A9"),
            Row(base: "http://a.example/b/c.html", reference: "\\x\\y", resolved: "http://a.example/x/y"),
        ]
    }
}
