internal import SkitterArchive
package import SkitterCore

extension JournalReader {
    /// What a URL settled as.
    package enum Settlement: Sendable, Hashable {
        /// By a visit that ended so.
        case page(FrontierMachine.ReplayedStep.Outcome)
        /// Without one, for this reason.
        case skip(SkipReason)
    }

    /// Hands the id of each settled URL to `body`: visits in their order, then skips in theirs. A URL that was skipped
    /// for its depth and visited later comes twice.
    package func forEachSettled(_ body: (UInt64, Settlement) throws -> Void) throws {
        try self.read { connection in
            let pages = try RowCursor(
                connection, "SELECT step, id, outcome, error FROM pages ORDER BY step", table: "pages", path: self.path)
            while pages.step != nil {
                switch pages.text(2) {
                case "fetched": try body(pages.id(1), .page(.fetched))
                case "redirected": try body(pages.id(1), .page(.redirected))
                case "failed": try body(pages.id(1), .page(.failed(FailureClass(recorded: pages.text(3)))))
                case let word: throw pages.error("\"\(word)\" is no outcome")
                }
                try pages.advance()
            }
            let skips = try RowCursor(
                connection, "SELECT step, id, reason FROM skips ORDER BY seq", table: "skips", path: self.path)
            while skips.step != nil {
                guard let reason = SkipReason(rawValue: skips.text(2)) else {
                    throw skips.error("\"\(skips.text(2))\" is no reason")
                }
                try body(skips.id(1), .skip(reason))
                try skips.advance()
            }
        }
    }

    /// Hands each URL that became known to `body`, in their order, with the text of the page that named it (nil for a
    /// seed). URLs that `isWanted` refuses are passed over at a fraction of the cost: their text is never read.
    package func forEachDiscovery(
        where isWanted: (UInt64) -> Bool = { _ in true },
        _ body: (JournalNotes.Discovery, _ parent: String?, _ step: UInt64) throws -> Void
    ) throws {
        try self.read { connection in
            let urls = try RowCursor(
                connection, "SELECT step, id, url, depth, hops, via FROM urls ORDER BY seq", table: "urls",
                path: self.path)
            var parents = try ParentFinder(connection, path: self.path)
            while let step = urls.step {
                if isWanted(urls.id(1)) {
                    let discovery = try urls.discovery(from: 1)
                    try body(
                        discovery, parents.parent(of: discovery, in: step), UInt64(bitPattern: step))
                }
                try urls.advance()
            }
        }
    }
}
