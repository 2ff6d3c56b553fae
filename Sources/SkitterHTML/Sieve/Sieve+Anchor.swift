/// The text of links: from an `a` tag to the next end tag of one, or to the next one.
extension Sieve {
    /// An `a` tag follows. It closes the one before ("in body", a start tag whose tag name is "a").
    @inline(never)
    mutating func beginAnchor(_ sink: inout some TagSink) {
        if self.isInAnchor { sink.endText() }
        self.isInAnchor = true
    }

    @inline(never)
    mutating func endAnchor(_ sink: inout some TagSink) {
        if self.isInAnchor { sink.endText() }
        self.isInAnchor = false
    }
}
