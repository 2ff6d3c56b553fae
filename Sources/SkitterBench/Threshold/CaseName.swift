import SkitterCore

/// The name of a case as somebody writes it: the strategy, and as much else as tells it from the others of the run. A latency
/// may be written as of `--latency`: `1s` for `1000ms`.
package struct CaseName: Hashable, Sendable {
    private let text: String

    /// The name `text`.
    init(_ text: String) {
        self.text = text
    }

    /// The one case of `cases` that is called so, or a sentence that says why there is none.
    func resolve(among cases: [BenchCase]) throws(BenchError) -> BenchCase {
        let words = self.text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let matches = cases.filter { subject in
            let parts = subject.parts(transport: true, concurrency: true, latency: true)
            return parts.first == words.first
                && words.dropFirst().allSatisfy { word in
                    parts.dropFirst().contains(word) || subject.latency.map { $0 == DurationText.parse(word) } == true
                }
        }
        guard let match = matches.first else {
            throw BenchError("--fail-if: no strategy of this run is called '\(self.text)'.")
        }
        guard matches.count == 1 else {
            let names = matches.map {
                $0.parts(transport: true, concurrency: true, latency: true).joined(separator: "/")
            }
            throw BenchError("--fail-if: '\(self.text)' could be each of \(names.joined(separator: ", ")).")
        }
        return match
    }
}
