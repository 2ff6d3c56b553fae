internal import SkitterArchive
internal import SkitterCore
internal import SkitterStore

/// Writes the links of a crawl as a graph: every URL that became known, and every link that was accepted, as its journals tell.
///
/// Of one directory nothing is remembered; of several, 16 bytes for each URL.
public struct LinkGraphExport: Sendable {
    /// What the graph is written as.
    public enum Format: String, Sendable, CaseIterable {
        /// A line of CSV for each link.
        case edges
        /// GraphML.
        case graphML
        /// The language of Graphviz.
        case dot
    }

    /// What an export came to.
    public struct Outcome: Sendable, Hashable {
        /// URLs.
        public var nodes = 0
        /// Links and redirects.
        public var edges = 0
        /// Links to URLs that no directory knows: another one is missing.
        public var leftOut = 0
    }

    private let journals: [JournalReader]

    /// A graph of the crawl in the directories at `paths`; nil where one of them keeps no journal.
    public init?(directories paths: [String]) throws(CrawlError) {
        do throws(ArchiveError) {
            var journals: [JournalReader] = []
            for part in try CrawlDirectories(paths).parts {
                guard let journal = try JournalReader.ifKept(in: part.path) else { return nil }
                journals.append(journal)
            }
            self.journals = journals
        } catch {
            throw CrawlError(reading: error)
        }
    }

    /// Hands the text to `write`, piece by piece.
    public func run(as format: Format, _ write: ([UInt8]) -> Void) throws(CrawlError) -> Outcome {
        var text = LinkGraphText(format.ofText)
        var outcome = Outcome()
        func hand(atLeast count: Int = 1 << 16) {
            guard text.bytes.count >= count else { return }
            write(text.bytes)
            text.bytes.removeAll(keepingCapacity: true)
        }
        do throws(ArchiveError) {
            var graphs: [JournalGraph] = []
            for journal in self.journals { graphs.append(try JournalGraph(journal)) }
            if text.hasNodes {
                try LinkGraphExport.forEachNode(of: graphs) { node in
                    outcome.nodes += 1
                    text.node(node)
                    hand()
                }
            }
            for graph in graphs {
                try graph.forEachEdge { edge in
                    let urls = try LinkGraphExport.urls(of: edge, graph, graphs)
                    guard let urls else { return outcome.leftOut += 1 }
                    outcome.edges += 1
                    text.edge(edge, from: urls.source, to: urls.target)
                    hand()
                }
            }
        } catch {
            throw CrawlError(reading: error)
        }
        text.end()
        hand(atLeast: 1)
        return outcome
    }

    /// Those that were visited first, for another directory may know them as well.
    private static func forEachNode(of graphs: [JournalGraph], _ body: (LinkGraphNode) -> Void) throws(ArchiveError) {
        if graphs.count == 1 { return try graphs[0].forEachNode(body) }
        var known: Set<UInt64> = []
        for isVisited in [true, false] {
            for graph in graphs {
                try graph.forEachNode { node in
                    guard (node.outcome != nil) == isVisited, known.insert(node.id).inserted else { return }
                    body(node)
                }
            }
        }
    }

    private static func urls(
        of edge: LinkGraphEdge, _ own: JournalGraph, _ all: [JournalGraph]
    ) throws(ArchiveError) -> (source: String, target: String)? {
        guard let source = try own.url(of: edge.source) else { return nil }
        if let target = try own.url(of: edge.target) { return (source, target) }
        for graph in all where graph !== own {
            if let target = try graph.url(of: edge.target) { return (source, target) }
        }
        return nil
    }
}

extension LinkGraphExport.Format {
    fileprivate var ofText: LinkGraphFormat {
        switch self {
        case .edges: .edges
        case .graphML: .graphML
        case .dot: .dot
        }
    }
}
