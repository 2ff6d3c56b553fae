import SkitterCore

/// A step as two of them are compared.
struct Journaled: Equatable, CustomStringConvertible {
    let description: String

    init(_ entry: StepEntry) {
        var parts = ["\(entry.step)"]
        if let visit = entry.visit { parts.append("\(visit)") }
        parts += entry.skipped.map { "\($0)" }
        parts += entry.depthChanges.map { "\($0)" }
        if let notes = entry.notes {
            parts += notes.seeds.map { "seed \($0)" }
            parts += notes.discovered.map { "discovered \($0)" }
            parts += notes.awaiting.map { "awaiting \($0)" }
            parts.append("accepted \(notes.accepted)")
            parts.append("redirect \(String(describing: notes.redirect))")
            parts.append("scope \(String(describing: notes.scopeExtension))")
            parts.append("retry \(String(describing: notes.retry))")
            parts.append("host \(String(describing: notes.host))")
            parts.append("robots \(String(describing: notes.robots))")
            parts.append("parking \(String(describing: notes.parking))")
        }
        self.description = parts.joined(separator: "\n")
    }

    static func == (left: Journaled, right: Journaled) -> Bool { left.description == right.description }

    /// What a journal keeps of `entries` that were committed `batch` at a time: of each host the last note of a commit.
    static func entries(_ entries: [StepEntry], batch: Int) -> [StepEntry] {
        var kept = entries
        for start in stride(from: 0, to: entries.count, by: batch) {
            var seen: Set<String> = []
            for index in (start..<min(start + batch, entries.count)).reversed() {
                guard let host = kept[index].notes?.host else { continue }
                if !seen.insert(host.name).inserted { kept[index].notes?.host = nil }
            }
        }
        return kept.filter { !Journaled.isEmpty($0) }.map { entry in
            var entry = entry
            if let notes = entry.notes, Journaled.isEmpty(notes) { entry.notes = nil }
            return entry
        }
    }

    private static func isEmpty(_ entry: StepEntry) -> Bool {
        entry.visit == nil && entry.skipped.isEmpty && entry.depthChanges.isEmpty
            && entry.notes.map(Journaled.isEmpty) ?? true
    }

    private static func isEmpty(_ notes: JournalNotes) -> Bool {
        notes.seeds.isEmpty && notes.discovered.isEmpty && notes.accepted.isEmpty && notes.redirect == nil
            && notes.scopeExtension == nil && notes.awaiting.isEmpty && notes.retry == nil && notes.host == nil
            && notes.robots == nil && notes.parking == nil
    }
}
