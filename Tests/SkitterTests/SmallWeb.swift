import Foundation
import Skitter
import SkitterLock
import SkitterTesting

/// Every name is at loopback.
struct LoopbackResolver: Resolver {
    func addresses(of host: String) throws(FetchError) -> [IPAddress] { [IPAddress(v4: 0x7F00_0001)] }
}

/// A web in memory, `http://web.test`, a directory to crawl it into, and crawlers for it.
final class SmallWeb: Sendable {
    static let seed = "http://web.test/"

    let session = InMemoryHTTPSession()
    let directory = FileManager.default.temporaryDirectory.path + "/skitter-library-" + UUID().uuidString

    /// A start page that links to `/1` ... `/pages - 1`.
    init(pages: Int = 1) {
        self.session.script("http://web.test/robots.txt", .status(404))
        self.page("/", (1..<max(1, pages)).map { "/\($0)" })
        for number in 1..<max(1, pages) { self.page("/\(number)", ["/"]) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: self.directory)
    }

    func page(_ path: String, _ links: [String], text: String = "x") {
        let html = links.map { "<a href='\($0)'>\(text)</a>" }.joined()
        self.session.script("http://web.test" + path, .html(html))
    }

    /// A crawler of this web. It writes every page at once, so that its reader is handed them one by one.
    func crawler(resumes: Bool = false, parts: CrawlParts = CrawlParts()) throws -> Crawler {
        var configuration = CrawlConfiguration()
        configuration.directory = self.directory
        configuration.state.resumes = resumes
        configuration.state.commitInterval = .zero
        configuration.state.commitChanges = 1
        configuration.http.concurrency = 4
        configuration.http.retries = 0
        configuration.stopTimeout = .milliseconds(500)
        return try Crawler(configuration, parts: self.parts(parts))
    }

    func parts(_ parts: CrawlParts = CrawlParts()) -> CrawlParts {
        var parts = parts
        parts.session = { [session = self.session] _ in session }
        parts.resolver = LoopbackResolver()
        return parts
    }
}

extension CrawlEvent {
    /// The URL of a visit.
    var visited: String? {
        switch self {
        case .visited(let page), .failed(let page): page.url
        default: nil
        }
    }

    /// How the crawl ended, behind its end.
    var ending: CrawlReport? {
        if case .finished(let report) = self { report } else { nil }
    }
}

/// What several tasks add to.
final class Notes<Note: Sendable>: Sendable {
    private let notes = Locked<[Note]>([])

    var all: [Note] { self.notes.withLock { $0 } }

    func add(_ note: Note) {
        self.notes.withLock { $0.append(note) }
    }
}
