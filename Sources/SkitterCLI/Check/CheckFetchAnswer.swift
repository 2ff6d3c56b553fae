internal import FoundationEssentials
internal import SkitterCore

/// The answer to the question `fetch`.
struct CheckFetchAnswer {
    var status: Int?
    var body: [UInt8]?
    /// The class of the failure, nil for success.
    var error: String?
    /// The failure in words.
    var message: String?
    /// Why the body is not whole although a crawl would take it.
    var truncation: Truncation?
    var finalURL: String

    /// No response to the request for `finalURL`.
    init(_ error: FetchError, finalURL: String) {
        self.error = FailureClass(error.code).description
        self.message = error.message
        self.finalURL = finalURL
    }

    /// `response` from `url`. A body that was lost on its way is a failure, as it is for a crawl.
    init(_ response: FetchResponse, from url: CrawlURL) {
        self.status = response.status
        self.body = response.body
        self.truncation = response.truncation
        self.finalURL = url.href
        switch response.truncation {
        case .disconnect, .time: self.error = FailureClass.incomplete.description
        case .length, .ratio, .unwanted, nil: break
        }
    }

    /// Writes the members of the answer.
    func write(to writer: inout JSONWriter) {
        writer.key("status")
        writer.optional(self.status)
        writer.key("body_b64")
        writer.optional(self.body.map { Data($0).base64EncodedString() })
        writer.key("error")
        writer.optional(self.error)
        writer.key("message")
        writer.optional(self.message)
        writer.key("truncated")
        writer.optional(self.truncation?.rawValue)
        writer.key("final_url")
        writer.value(self.finalURL)
    }
}
