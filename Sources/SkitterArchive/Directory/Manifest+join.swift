internal import SkitterCore

extension Manifest {
    /// What `manifests`, of the crawlers of one crawl, say together: it began with the first of them, and ended with the last one when
    /// all have. What all have in common is told as the first has it. Nil for none.
    init?(joining manifests: [Manifest]) {
        guard var joined = manifests.first else { return nil }
        guard manifests.count > 1 else {
            self = joined
            return
        }
        joined.programVersion = Manifest.distinct(manifests.map(\.programVersion)).joined(separator: ", ")
        joined.transport = Manifest.distinct(manifests.map(\.transport)).joined(separator: ", ")
        joined.transportReason = Manifest.distinct(manifests.map(\.transportReason)).joined(separator: ", ")
        joined.seeds = Manifest.distinct(manifests.flatMap(\.seeds))
        joined.startedMicroseconds = manifests.map(\.startedMicroseconds).min() ?? 0
        let last = manifests.max { ($0.finishedMicroseconds ?? .max) < ($1.finishedMicroseconds ?? .max) }
        joined.finishedMicroseconds = last?.finishedMicroseconds
        joined.ending = manifests.contains { $0.ending == nil } ? nil : last?.ending
        self = joined
    }

    /// Each once, in order.
    private static func distinct(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}
