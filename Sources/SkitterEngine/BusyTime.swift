/// How long event loops have been at work, all together.
package struct BusyTime: Sendable {
    /// How many loops there are; 0 where nobody knows how long they were at work.
    package var loops: Int
    /// Their time at work.
    package var time: Duration

    package init(loops: Int = 0, time: Duration = .zero) {
        self.loops = loops
        self.time = time
    }

    /// The part of an interval of `length` after `earlier` in which the loops were at work, 0...1.
    func share(since earlier: BusyTime, of length: Duration) -> Double {
        guard self.loops > 0, length > .zero else { return 0 }
        return min(1, max(0, (self.time - earlier.time) / (length * self.loops)))
    }
}
