/// The memory that what a frontier knows may take, and where the rest goes.
package struct FrontierMemory: Sendable {
    /// Where it goes; nil: everything stays in memory.
    package var store: (any SpillStore)?
    /// In bytes. Hosts, leases and retries come on top; they never leave memory.
    package var budget: Int

    package init(store: (any SpillStore)? = nil, budget: Int = .max) {
        self.store = store
        self.budget = budget
    }

    /// Of the set of known URLs: three eighths.
    var ofSeen: Int { self.budget / 8 * 3 }
    /// Of the set of those that settled, while a journal is read: an eighth.
    package var ofSettled: Int { self.budget / 8 }
    /// Of the queues' records: a quarter.
    var ofQueues: Int { self.budget / 4 }
    /// Of each index of what depths depend on: an eighth.
    var ofIndex: Int { self.budget / 8 }
}
