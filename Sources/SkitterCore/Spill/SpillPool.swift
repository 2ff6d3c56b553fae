/// What all queues of a frontier share: the memory that they may take, and the store for what exceeds it.
package struct SpillPool: Sendable {
    let store: (any SpillStore)?
    /// The bytes that records may take.
    var budget: Int
    /// The memory that their records take.
    private(set) var residentBytes = 0
    /// The record at hand.
    var record = PackedWriter()

    /// Queues of which `budget` bytes stay in memory, where there is a store for the others.
    package init(spillingTo store: (any SpillStore)? = nil, budget: Int = .max) {
        self.store = store
        self.budget = budget
    }

    /// Whether something is to leave memory, and can.
    var isOverBudget: Bool {
        self.residentBytes > self.budget && self.store?.failure == nil && self.store != nil
    }

    mutating func resident(_ change: Int) { self.residentBytes += change }
}
