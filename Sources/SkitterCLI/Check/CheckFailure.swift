internal import SkitterCore

/// Why a question has no answer, in words for the one who asked.
struct CheckFailure: Error {
    let message: String

    init(_ message: String) {
        self.message = message
    }

    init(_ error: JSONError, in key: String) {
        self.init("'\(key)': \(error)")
    }
}
