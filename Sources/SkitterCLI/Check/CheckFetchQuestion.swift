internal import Skitter
internal import SkitterCore

/// The question `fetch`, whose answer takes a while.
struct CheckFetchQuestion: Sendable {
    let id: CheckQuestion.ID
    let url: CrawlURL
    /// Whether redirects are followed.
    let follows: Bool
    /// Who fetches; `auto` is what it is for a crawl.
    let transport: CrawlConfiguration.Transport

    /// What `question` asks.
    init(_ question: CheckQuestion) throws(CheckFailure) {
        let transport = try question.optionalString("transport") ?? "auto"
        guard let transport = CrawlConfiguration.Transport(rawValue: transport) else {
            throw CheckFailure("no transport is called '\(transport.prefix(40))'")
        }
        guard let url = try? CrawlURL(try question.string("url")) else { throw CheckFailure("'url' is no URL") }
        self.id = question.id
        self.transport = transport
        self.url = url
        self.follows = try question.flag("follow")
    }

    /// The line that says `answer`, with its line feed.
    func line(_ answer: CheckFetchAnswer) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.id(self.id)
        answer.write(to: &writer)
        writer.endObject()
        var line: [UInt8] = []
        CheckOutput.append(writer.bytes, to: &line)
        return line
    }
}
