package import SkitterCore

/// One question that a crawl asked of the net, and what came of it.
package struct RecordedExchange: Sendable {
    /// What was asked. No credentials are in it.
    package enum Question: Hashable, Sendable {
        /// One hop of this URL, without its fragment.
        case page(String)
        /// The addresses of this host.
        case addresses(host: String)

        /// A request for `url`.
        package init(_ url: CrawlURL) {
            self = .page(url.withoutFragment().withoutCredentials().href)
        }
    }

    /// What came of it.
    package enum Answer: Sendable {
        /// A response, as far as it came. Its raw bytes are not kept: the request's hold credentials.
        case response(FetchResponse)
        /// The addresses of a host.
        case addresses([IPAddress])
        /// Neither.
        case failure(FetchError)
    }

    package var question: Question
    package var answer: Answer
    /// When it was asked: microseconds since 1970 (UTC).
    package var startedMicroseconds: Int64
    /// From the question to the answer.
    package var time: Duration

    package init(question: Question, answer: Answer, startedMicroseconds: Int64, time: Duration) {
        self.question = question
        self.answer = answer
        self.startedMicroseconds = startedMicroseconds
        self.time = time
    }

    /// The body; empty where there is none.
    var body: [UInt8] {
        if case .response(let response) = self.answer { response.body } else { [] }
    }
}
