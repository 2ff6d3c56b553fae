/// When URLs of one form are taken for a trap. The defaults are defended in docs/decisions/traps.md.
public struct TrapPolicy: Sendable, Hashable {
    /// Whether anything is judged at all (`--traps on|off`).
    public var isOn = true
    /// So many pages of a pattern, one after another, that repeat earlier ones park it.
    public var repeatsToPark = 200
    /// So many pages of a pattern may be fetched beyond those that decide. A smaller number wastes fewer requests on a
    /// trap; a larger one lets a slow page hold up fewer others of its pattern.
    public var lookahead = 256
    /// Of a pattern whose pages were found to be pages, a part of as many as were judged may be fetched beyond those that
    /// decide: an eighth, where that is more than ``lookahead``, up to ``greatestLookahead``.
    public var judgedPerLookahead = 8
    /// As many as a crawl may have in flight at the most.
    public var greatestLookahead = 4096
    /// A host that could do more waits so long for the last pages of a generation. Longer, a page that hangs or is tried
    /// again would stop all others for as long; shorter, timing would have a say where pages are merely slow.
    public var patience: Duration = .seconds(1)
    /// Digests of a pattern that are remembered: a page repeats when it equals one of so many different ones before it.
    public var rememberedDigests = 256
    /// The same for the one pattern of all URLs with a session id, which stands for many pages.
    public var rememberedSessionDigests = 4096
    /// Patterns of a host that are followed at a time.
    public var patternsPerHost = 512
    /// A path with more than so many different sets of parameters is judged as one pattern.
    public var parameterSetsPerPath = 64
    /// Patterns that are never parked (`--unpark`), as `TrapPattern` writes them.
    public var unparked: Set<String> = []

    /// The defaults.
    public init() {}

    /// Pages that may be fetched beyond those that decide, once `judged` pages of a pattern are. Never falls.
    package func lookahead(judged: Int) -> Int {
        let earned = min(self.greatestLookahead, judged / max(1, self.judgedPerLookahead))
        return max(1, self.lookahead, earned)
    }
}
