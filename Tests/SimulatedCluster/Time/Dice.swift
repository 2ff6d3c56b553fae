#if Cluster
internal import Glibc
internal import SkitterCore
internal import Synchronization

/// A generator that several can draw from, in the order of the simulation.
package final class Dice: Sendable {
    private let generator: Mutex<SplitMix64>

    package init(seed: UInt64) {
        self.generator = Mutex(SplitMix64(seed: seed))
    }

    /// A number below 1.
    package func unit() -> Double {
        self.generator.withLock { Double($0.next() >> 11) * 0x1p-53 }
    }

    /// Happens so often.
    package func happens(_ share: Double) -> Bool {
        share > 0 && self.unit() < share
    }

    /// Microseconds between two instants of what comes at random, every `mean` on average.
    package func gap(mean: Int64) -> Int64 {
        Int64(-Double(mean) * log(1 - self.unit())) + 1
    }

    /// A number of `range`, any as likely.
    package func number(in range: ClosedRange<Int64>) -> Int64 {
        self.generator.withLock { Int64.random(in: range, using: &$0) }
    }

    /// The seed of a generator for something else.
    package func seed() -> UInt64 {
        self.generator.withLock { $0.next() }
    }
}
#endif
