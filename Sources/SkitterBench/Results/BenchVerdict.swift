import SkitterDigest

/// Whether the cases did the same work; only then do their times say anything about the strategies.
package enum BenchVerdict: Hashable, Sendable {
    /// In every case the same bytes came from each URL, each time.
    case equal
    /// Not a single download came whole.
    case nothingReachable
    /// Some URLs gave different bytes, or none, to some downloads: one sentence for each.
    case different([String])

    /// The verdict on `tally`, in which `name` names the cases.
    package init(_ tally: OutcomeTally, name: (BenchCase) -> String) {
        let odd = tally.entries.filter { !$0.isEqual }
        if odd.isEmpty {
            self = .equal
        } else if tally.entries.allSatisfy({ $0.byCase.allSatisfy { $0.counts.bodies.isEmpty } }) {
            self = .nothingReachable
        } else {
            self = .different(odd.map { $0.difference(name) })
        }
    }

    /// The exit code of the command.
    package var exitCode: Int32 {
        switch self {
        case .equal: 0
        case .nothingReachable: 4
        case .different: 9
        }
    }

    /// The verdict as one word, for machines.
    package var word: String {
        switch self {
        case .equal: "equal"
        case .nothingReachable: "unreachable"
        case .different: "different"
        }
    }
}

extension OutcomeTally.Entry {
    /// A page that differs on every download is told by its first few bodies.
    private static let mostBodiesTold = 4
    /// As many digits as tell any two bodies of one page apart in practice.
    private static let digitsTold = 12

    /// What came in each case, as one sentence.
    fileprivate func difference(_ name: (BenchCase) -> String) -> String {
        var digests: [Int: Set<OutcomeTally.Body>] = [:]
        for body in self.byCase.lazy.flatMap({ $0.counts.bodies.keys }) {
            digests[body.bytes, default: []].insert(body)
        }
        let parts = self.byCase.map { subject, counts in
            let bodies = counts.bodies.sorted { $0.key < $1.key }
            var told = bodies.prefix(Self.mostBodiesTold).map { body, count in
                let isAmbiguous = digests[body.bytes].map { $0.count > 1 } ?? false
                let digest = isAmbiguous ? " of SHA-256 \(body.digest.hexadecimal.prefix(Self.digitsTold))…" : ""
                return "\(body.bytes) bytes\(digest) \(count.times)"
            }
            let others = bodies.count - told.count
            if others > 0 { told.append("\(others) other \(others == 1 ? "body" : "bodies")") }
            if counts.failed > 0 { told.append("failed \(counts.failed.times)") }
            return "\(name(subject)) \(told.joined(separator: ", "))"
        }
        return "\(self.url): \(parts.joined(separator: "; "))"
    }
}

extension Int {
    /// This number of times, in words.
    fileprivate var times: String { self == 1 ? "once" : "\(self) times" }
}
