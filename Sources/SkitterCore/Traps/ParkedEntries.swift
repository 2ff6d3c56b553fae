/// The URLs of a pattern that are parked, and the pattern as people read it. They are kept, for the user may want them back.
struct ParkedEntries: Sendable {
    var pattern: String
    var entries = PackedQueue()

    init(_ pattern: String) {
        self.pattern = pattern
    }
}
