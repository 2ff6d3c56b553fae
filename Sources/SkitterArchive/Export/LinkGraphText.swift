internal import SkitterCore

/// What the links of a crawl are written as.
package enum LinkGraphFormat: Sendable, CaseIterable {
    /// A line of CSV for each link: both URLs, and what leads from one to the other.
    case edges
    /// GraphML (graphml.graphdrawing.org).
    case graphML
    /// The language of Graphviz.
    case dot
}

/// A URL in the graph of a crawl.
package struct LinkGraphNode: Sendable, Hashable {
    /// The fingerprint of its key.
    package var id: UInt64
    package var url: String
    /// `fetched`, `redirected` or `failed`; nil where it was not visited.
    package var outcome: String?
    /// The status of its answer.
    package var status: Int?

    package init(id: UInt64, url: String, outcome: String? = nil, status: Int? = nil) {
        self.id = id
        self.url = url
        self.outcome = outcome
        self.status = status
    }
}

/// What leads from one URL to another.
package struct LinkGraphEdge: Sendable, Hashable {
    package var source: UInt64
    package var target: UInt64
    /// Whether the source is redirected to the target; a link of its page otherwise.
    package var isRedirect: Bool

    package init(source: UInt64, target: UInt64, isRedirect: Bool) {
        self.source = source
        self.target = target
        self.isRedirect = isRedirect
    }
}

/// The text of a graph while it is written: all nodes, then all edges.
package struct LinkGraphText: Sendable {
    /// What is written and not yet taken.
    package var bytes: [UInt8] = []
    private let format: LinkGraphFormat

    /// The beginning of a graph.
    package init(_ format: LinkGraphFormat) {
        self.format = format
        switch format {
        case .edges: self.line("source,target,kind")
        case .graphML:
            self.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
            self.line("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")
            for (key, place, type) in [
                ("url", "node", "string"), ("outcome", "node", "string"), ("status", "node", "int"),
                ("kind", "edge", "string"),
            ] { self.line("  <key id=\"\(key)\" for=\"\(place)\" attr.name=\"\(key)\" attr.type=\"\(type)\"/>") }
            self.line("  <graph id=\"crawl\" edgedefault=\"directed\">")
        case .dot: self.line("digraph crawl {")
        }
    }

    /// Whether nodes are told of apart from edges.
    package var hasNodes: Bool { self.format != .edges }

    package mutating func node(_ node: LinkGraphNode) {
        switch self.format {
        case .edges: break
        case .graphML:
            var text =
                "    <node id=\"\(LinkGraphText.name(node.id))\"><data key=\"url\">\(ExportText.escaped(node.url))</data>"
            if let outcome = node.outcome { text += "<data key=\"outcome\">\(outcome)</data>" }
            if let status = node.status { text += "<data key=\"status\">\(status)</data>" }
            self.line(text + "</node>")
        case .dot:
            let style =
                switch node.outcome {
                case "redirected": " [style=dashed]"
                case "failed": " [color=red]"
                case nil: " [color=gray]"
                default: ""
                }
            self.line("  \(ExportText.quoted(node.url))\(style);")
        }
    }

    /// `source` and `target` are the URLs of its ends.
    package mutating func edge(_ edge: LinkGraphEdge, from source: String, to target: String) {
        let kind = edge.isRedirect ? "redirect" : "link"
        switch self.format {
        case .graphML:
            self.line(
                "    <edge source=\"\(LinkGraphText.name(edge.source))\" target=\"\(LinkGraphText.name(edge.target))\"><data key=\"kind\">\(kind)</data></edge>"
            )
        case .edges:
            self.bytes += CSVText.line([source, target, kind]).utf8
        case .dot:
            let style = edge.isRedirect ? " [style=dashed]" : ""
            self.line("  \(ExportText.quoted(source)) -> \(ExportText.quoted(target))\(style);")
        }
    }

    /// Nothing follows.
    package mutating func end() {
        switch self.format {
        case .edges: break
        case .graphML:
            self.line("  </graph>")
            self.line("</graphml>")
        case .dot: self.line("}")
        }
    }

    /// An id as an XML name, which begins with a letter.
    private static func name(_ id: UInt64) -> String {
        let digits = String(id, radix: 16)
        return "n" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    private mutating func line(_ text: String) {
        self.bytes += text.utf8
        self.bytes.append(0x0A)
    }
}
