internal import DequeModule

/// The pages of one pattern in their canonical order: how far they are judged, and how many in a row repeat.
struct PatternHistory: Sendable {
    /// Sequence numbers given so far.
    private(set) var assigned = 0
    /// All pages before this one are judged; what came back out of turn waits in ``results``.
    private(set) var judged = 0
    /// The last so many of them repeat earlier ones.
    private(set) var run = 0
    private(set) var isParked = false
    /// The last generation of the host that held a page of the pattern.
    var lastGeneration = 0

    private let comparesLinks: Bool
    private var digests: RecentDigests
    /// The pages from ``judged`` on, as far as they came; nil where one is still out.
    private var results: Deque<PageSignature??> = []

    init(kind: TrapKind, policy: TrapPolicy) {
        self.comparesLinks = kind.comparesLinks
        self.digests = RecentDigests(
            capacity: kind == .sessions ? policy.rememberedSessionDigests : policy.rememberedDigests)
    }

    /// Whether no page that it has numbered is waited for.
    var isSettled: Bool { self.isParked || self.judged == self.assigned }

    /// The next `count` sequence numbers.
    mutating func assign(_ count: Int) -> Range<Int> {
        defer { self.assigned += count }
        return self.assigned..<(self.assigned + count)
    }

    /// Pages before this one may be fetched: whatever the pages that are not judged yet turn out to be, the pattern cannot be
    /// parked before ``repeatsToPark`` are, and some more are granted. Never falls.
    func limit(_ policy: TrapPolicy) -> Int {
        let decisive = self.isParked ? 0 : max(0, policy.repeatsToPark - self.run)
        return self.judged + decisive + policy.lookahead(judged: self.judged)
    }

    /// The page came back: `signature`, or nil where it says nothing (failed, redirected, skipped). Pages are judged in
    /// turn, whatever the order in which they come. Returns whether this parks the pattern.
    mutating func settled(_ sequence: Int, _ signature: PageSignature?, _ policy: TrapPolicy) -> Bool {
        guard !self.isParked else { return false }
        let turn = sequence - self.judged
        while self.results.count <= turn { self.results.append(nil) }
        self.results[turn] = .some(signature)
        while !self.isParked, let first = self.results.first, let signature = first {
            self.results.removeFirst()
            self.judgeNext(signature, policy)
        }
        if self.isParked { self.results = [] }
        return self.isParked
    }

    private mutating func judgeNext(_ signature: PageSignature?, _ policy: TrapPolicy) {
        self.judged += 1
        guard let signature else { return }
        guard self.repeats(signature) else {
            self.run = 0
            return
        }
        self.run += 1
        if self.run >= policy.repeatsToPark {
            self.isParked = true
            self.digests.removeAll()
        }
    }

    /// Whether the page equals one that is remembered; if not, it is remembered.
    private mutating func repeats(_ signature: PageSignature) -> Bool {
        // Bodies and links never meet, for each is mixed with another number.
        let body = PageDigest.mix(signature.body, 3)
        let links = self.comparesLinks ? PageDigest.mix(signature.links, 4) : body
        if self.digests.contains(body) || self.comparesLinks && self.digests.contains(links) { return true }
        self.digests.insert(body)
        if self.comparesLinks { self.digests.insert(links) }
        return false
    }
}
