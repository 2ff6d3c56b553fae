internal import SkitterCore

/// A question that a child process answers.
struct CheckFetchQuestion: Sendable {
    /// The question as it was asked.
    let line: String
    let id: CheckQuestion.ID
    let url: String

    /// The answer where the process died of what the server sent.
    var disconnected: [UInt8] {
        let message = "the response ended the process that read it"
        return self.json(CheckFetchAnswer(FetchError(.disconnected, message), finalURL: self.url))
    }

    /// The answer where nothing could be asked, for the reason `message`.
    func unanswered(_ message: String) -> [UInt8] {
        self.json(CheckFetchAnswer(FetchError(.other, message), finalURL: self.url))
    }

    private func json(_ answer: CheckFetchAnswer) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.id(self.id)
        answer.write(to: &writer)
        writer.endObject()
        return writer.bytes
    }
}
