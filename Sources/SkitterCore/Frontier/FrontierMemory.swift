/// The memory that what a frontier knows may take, and where the rest goes.
package struct FrontierMemory: Sendable {
    /// What a host takes besides its queue: its state, its robots rules, what is known of its patterns. It never leaves memory.
    private static let bytesAHost = 1536

    /// Where it goes; nil: everything stays in memory.
    package var store: (any SpillStore)?
    /// In bytes. Leases and retries come on top.
    package var budget: Int
    private var hosts = 0

    package init(store: (any SpillStore)? = nil, budget: Int = .max) {
        self.store = store
        self.budget = budget
    }

    /// What so many hosts take is not there for the rest, which keeps a quarter at least.
    mutating func hostsAre(_ count: Int) { self.hosts = count }

    private var forURLs: Int { max(self.budget / 4, self.budget - self.hosts * FrontierMemory.bytesAHost) }

    /// Of the set of known URLs: three eighths.
    var ofSeen: Int { self.forURLs / 8 * 3 }
    /// Of the set of those that settled, while a journal is read: an eighth.
    package var ofSettled: Int { self.forURLs / 8 }
    /// Of the queues' records: a quarter.
    var ofQueues: Int { self.forURLs / 4 }
    /// Of each index of what depths depend on: an eighth.
    var ofIndex: Int { self.forURLs / 8 }
}
