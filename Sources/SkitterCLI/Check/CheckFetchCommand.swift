internal import ArgumentParser
internal import Skitter
internal import SkitterBench
internal import SkitterCore
internal import SkitterFetchURLSession

/// `skitter check fetch`: answers the question `fetch`, started by `skitter check` as a process that may die of what a
/// server sends.
struct CheckFetchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: CheckFetchLanes.arguments[1], abstract: "Fetch for outside judges (started by check).",
        shouldDisplay: false)

    /// What is asked as a crawl asks it.
    private static let crawl = CrawlConfiguration().http

    func run() async throws {
        let session = URLSessionHTTPSession()
        // Nothing else is to be done between a question and its answer, so the thread may wait for the next one.
        while let line = readLine() {
            let bytes = Array(line.utf8)
            let question = CheckQuestion(bytes, in: 0..<bytes.count)
            var writer = JSONWriter()
            writer.beginObject()
            writer.id(question.id)
            do throws(CheckFailure) {
                try await Self.answer(question, session).write(to: &writer)
            } catch {
                writer.key("error")
                writer.value(error.message)
            }
            writer.endObject()
            var answer: [UInt8] = []
            CheckOutput.append(writer.bytes, to: &answer)
            StandardOutput.write(String(decoding: answer, as: UTF8.self))
        }
    }

    private static func answer(
        _ question: CheckQuestion, _ session: some HTTPSession
    ) async throws(CheckFailure) -> CheckFetchAnswer {
        let transport = try question.optionalString("transport") ?? "auto"
        guard ["auto", "urlsession"].contains(transport) else {
            throw CheckFailure("no transport is called '\(transport.prefix(40))'")
        }
        guard let url = try? CrawlURL(try question.string("url")) else { throw CheckFailure("'url' is no URL") }
        return await Self.fetch(url, redirects: try question.flag("follow") ? Self.crawl.maxRedirects : nil, session)
    }

    /// The response to `url` or, where `redirects` is a number, to what it leads to over at most so many redirects.
    private static func fetch(
        _ url: CrawlURL, redirects: Int?, _ session: some HTTPSession
    ) async -> CheckFetchAnswer {
        var request = FetchRequest(url: url)
        request.fields.append(name: "User-Agent", value: Self.crawl.userAgent)
        var left = redirects ?? 0
        while true {
            let response: FetchResponse
            do throws(FetchError) {
                response = try await session.fetch(request)
            } catch {
                return CheckFetchAnswer(error, finalURL: request.url.href)
            }
            var answer = CheckFetchAnswer(response, from: request.url)
            guard redirects != nil, response.isRedirect, let location = response.fields["Location"] else {
                return answer
            }
            guard let target = try? CrawlURL(location, base: request.url).withoutFragment(), target.isHTTP else {
                answer.error = "bad-redirect"
                return answer
            }
            guard left > 0 else {
                answer.error = "too-many-redirects"
                return answer
            }
            left -= 1
            request.url = target
        }
    }
}
