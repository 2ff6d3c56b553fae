import SkitterCore

/// Draws indices, each as likely as another, in an order that depends on the seed alone: the standard library may change how
/// it draws.
struct IndexDice: Sendable {
    private var generator: SplitMix64
    private let count: UInt64

    /// Dice for indices below `count`, which is 1 at least.
    init(seed: UInt64, count: Int) {
        self.generator = SplitMix64(seed: seed)
        self.count = UInt64(count)
    }

    mutating func roll() -> Int {
        Int(self.generator.next().multipliedFullWidth(by: self.count).high)
    }
}
