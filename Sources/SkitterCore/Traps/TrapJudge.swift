/// Finds the patterns of one host that lead nowhere, in an order that no timing changes.
///
/// The URLs of a host come in *generations*: the first holds what is known at the start, each next one what the pages of
/// the one before named. Within a generation a pattern's URLs are in the order of a fixed hash of their keys. So the place of
/// a URL is a function of the web, and with it the verdict, for pages are judged in the order of their places, whatever the
/// order in which they come back. ``TrapQueue`` keeps the generations apart.
package struct TrapJudge: Sendable {
    /// Where a URL stands among those of its pattern.
    package struct Place: Hashable, Sendable {
        package let pattern: UInt64
        package let sequence: Int
    }

    /// One URL of a generation.
    package struct Member: Sendable {
        let pattern: TrapPattern
        let order: UInt64

        /// The URL whose pattern is `pattern`. `order` is a hash of its key, the same in every crawl.
        package init(pattern: TrapPattern, order: UInt64) {
            self.pattern = pattern
            self.order = order
        }
    }

    /// What a page that came back changes for its pattern.
    package enum VisitedAction: Hashable, Sendable {
        /// Nothing: pages before it are still out, or the pattern is not followed any more.
        case none
        /// URLs with a sequence number below this may be fetched.
        case mayFetch(below: Int)
        /// The pattern is parked from now on: what lies at or beyond this is not to be fetched.
        case parked(from: Int)
    }

    private static let mostPaths = 256

    /// What the judges of all hosts share.
    package final class Rules: Sendable {
        let policy: TrapPolicy
        let unparked: Set<UInt64>

        package init(_ policy: TrapPolicy) {
            self.policy = policy
            self.unparked = Set(policy.unparked.map(TrapPattern.id(ofText:)))
        }
    }

    private let rules: Rules
    private var policy: TrapPolicy { self.rules.policy }
    private var histories: [UInt64: PatternHistory] = [:]
    private var parked: Set<UInt64> = []
    /// What the user put back while the crawl ran.
    private var unparked: Set<UInt64> = []
    /// The sets of parameters that each path was named with.
    private var parameterSets: [UInt64: Set<UInt64>] = [:]
    /// Paths with too many of them, judged as one pattern.
    private var facetPaths: Set<UInt64> = []
    private var generation = 0

    package init(_ rules: Rules) {
        self.rules = rules
    }

    /// Whether anything is judged at all.
    var isOn: Bool { self.rules.policy.isOn }

    /// The pattern under which `url` is judged from now on; nil where it is not.
    package func pattern(of url: CrawlURL) -> TrapPattern? {
        guard self.policy.isOn, var pattern = TrapPattern(of: url) else { return nil }
        if let path = pattern.path, pattern.kind < .facets, self.facetPaths.contains(path),
            let text = TrapPattern.text(of: url, asFacets: true)
        {
            pattern = pattern.asFacets(id: TrapPattern.id(ofText: text))
        }
        return self.isUnparked(pattern.id) ? nil : pattern
    }

    /// Whether the URLs of a pattern are not to be fetched any more.
    package func isParked(_ pattern: UInt64) -> Bool {
        self.parked.contains(pattern)
    }

    /// A pattern was parked in an earlier run.
    package mutating func parkedBefore(_ text: String) {
        let id = TrapPattern.id(ofText: text)
        if !self.isUnparked(id) { self.parked.insert(id) }
    }

    /// Whether the user wants what is of this pattern, whatever it looks like.
    func isUnparked(_ pattern: UInt64) -> Bool {
        self.rules.unparked.contains(pattern) || self.unparked.contains(pattern)
    }

    /// The user decides about a pattern: it is judged no more. What is said of its pages that are out changes nothing.
    mutating func userDecided(_ pattern: UInt64, isParked: Bool) {
        self.histories[pattern] = nil
        self.parked.remove(pattern)
        if isParked { self.unparked.remove(pattern) } else { self.unparked.insert(pattern) }
    }

    /// How many pages of the pattern have been judged; nil where it is not followed.
    func judged(_ pattern: UInt64) -> Int? { self.histories[pattern]?.judged }

    /// A generation whose members have their places.
    struct Sealed {
        /// The place of each member; nil where its pattern is not followed.
        var places: [Place?]
        /// The members by pattern, and by place in each.
        let order: [Int]
    }

    /// All URLs of a generation are known, and every page of the generations before has come back. Gives each its place;
    /// nil where the pattern is not followed.
    package mutating func generationSealed(_ members: [Member]) -> [Place?] {
        self.seal(members).places
    }

    mutating func seal(_ members: [Member]) -> Sealed {
        self.generation += 1
        var order = members.indices.map { Rank(pattern: members[$0].pattern.id, order: members[$0].order, index: $0) }
        order.sort()
        var groups: [Range<Int>] = []
        var start = 0
        for index in order.indices.dropFirst() where order[index].pattern != order[index - 1].pattern {
            groups.append(start..<index)
            start = index
        }
        if !order.isEmpty { groups.append(start..<order.count) }
        for group in groups { self.countParameterSet(members[order[group.lowerBound].index].pattern) }
        self.choosePatterns(groups.map { (members[order[$0.lowerBound].index].pattern, $0.count) })

        var places = [Place?](repeating: nil, count: members.count)
        for group in groups {
            let id = order[group.lowerBound].pattern
            guard let numbers = self.histories[id]?.assign(group.count) else { continue }
            for (index, sequence) in zip(group, numbers) {
                places[order[index].index] = Place(pattern: id, sequence: sequence)
            }
        }
        return Sealed(places: places, order: order.map(\.index))
    }

    /// Where a member stands: by pattern, then by hash.
    private struct Rank: Comparable {
        let pattern: UInt64
        let order: UInt64
        let index: Int

        static func < (left: Rank, right: Rank) -> Bool {
            left.pattern == right.pattern ? left.order < right.order : left.pattern < right.pattern
        }
    }

    /// URLs of the pattern with a sequence number below this may be fetched.
    package func limit(of pattern: UInt64) -> Int {
        self.histories[pattern]?.limit(self.policy) ?? .max
    }

    /// The page at `place` came back, or never will: `signature` is nil where it was not fetched with a 2xx.
    package mutating func visited(_ place: Place, _ signature: PageSignature?) -> VisitedAction {
        let rules = self.rules
        guard let index = self.histories.index(forKey: place.pattern) else { return .none }
        let judged = self.histories.values[index].judged
        let isParkedNow = self.histories.values[index].settled(place.sequence, signature, rules.policy)
        guard self.histories.values[index].judged > judged else { return .none }
        let limit = self.histories.values[index].limit(rules.policy)
        guard isParkedNow else { return .mayFetch(below: limit) }
        self.parked.insert(place.pattern)
        return .parked(from: limit)
    }

    // MARK: - Bounds

    /// A path that is named with ever other sets of parameters is judged as one, from the next discovery on.
    private mutating func countParameterSet(_ pattern: TrapPattern) {
        guard let path = pattern.path, pattern.kind < .facets, !self.facetPaths.contains(path) else { return }
        guard self.parameterSets[path] != nil || self.parameterSets.count < TrapJudge.mostPaths else { return }
        self.parameterSets[path, default: []].insert(pattern.id)
        if self.parameterSets[path]?.count ?? 0 > self.policy.parameterSetsPerPath {
            self.parameterSets[path] = nil
            self.facetPaths.insert(path)
        }
    }

    /// Begins to follow the patterns of a generation. Beyond the bound those stay that have the most pages, the ones of this
    /// generation before those of earlier ones, and those of which a page is still out: its place would come back to a
    /// pattern that has begun anew.
    private mutating func choosePatterns(_ groups: [(pattern: TrapPattern, count: Int)]) {
        let rules = self.rules
        // What the user put back may have waited for its generation, and its pages may be out.
        for (pattern, _) in groups where !self.unparked.contains(pattern.id) {
            self.histories[pattern.id, default: PatternHistory(kind: pattern.kind, policy: rules.policy)]
                .lastGeneration = self.generation
        }
        guard self.histories.count > self.policy.patternsPerHost else { return }
        let counts = Dictionary(uniqueKeysWithValues: groups.map { ($0.pattern.id, $0.count) })
        let ranked = self.histories.map { id, history in
            (last: history.lastGeneration, pages: history.judged + (counts[id] ?? 0), id: id)
        }.sorted { ($0.last, $0.pages, $0.id) > ($1.last, $1.pages, $1.id) }
        for (_, _, id) in ranked[self.policy.patternsPerHost...] where self.histories[id]?.isSettled == true {
            self.histories[id] = nil
        }
    }
}
