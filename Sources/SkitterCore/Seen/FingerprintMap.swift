/// 16 bits for each fingerprint: in memory up to a budget (``FingerprintTable``), beyond it in sorted runs.
///
/// Of a run 1.3 bytes an entry stay in memory: asking for a fingerprint that is new costs no access to it (but for one in a
/// hundred), for one that lies there alone one read of a page.
struct FingerprintMap: Sendable {
    private var table = FingerprintTable()
    private var runs: [FingerprintRun] = []
    private let store: (any SpillStore)?
    /// The bytes that it may take.
    var budget: Int

    /// How many fingerprints it holds.
    private(set) var count = 0

    /// A map that moves to `store` what exceeds `budget` bytes; without one it stays in memory.
    init(spillingTo store: (any SpillStore)? = nil, budget: Int = .max) {
        self.store = store
        self.budget = budget
    }

    /// The memory that it takes, in bytes.
    var bytes: Int { self.table.bytes + self.runBytes }

    /// Entries outside memory, those that have changed since included.
    var spilledCount: Int { self.runs.reduce(0) { $0 + $1.count } }

    private var runBytes: Int { self.runs.reduce(0) { $0 + $1.bytes } }

    /// The bits that `key`, which is not 0, was set with last.
    subscript(key: UInt64) -> UInt16? {
        self.table[key] ?? self.spilled(key)
    }

    /// Sets the bits of `key`, which is not 0.
    mutating func set(_ code: UInt16, for key: UInt64) {
        guard self.table.set(code, for: key) else { return }
        if self.runs.isEmpty || self.spilled(key) == nil { self.count += 1 }
        if self.table.bytes > max(self.budget - self.runBytes, self.budget / 4) { self.spill() }
    }

    private func spilled(_ key: UInt64) -> UInt16? {
        guard !self.runs.isEmpty, let store = self.store else { return nil }
        // The newest tells what holds.
        for run in self.runs.reversed() {
            if let code = run.code(of: key, in: store) { return code }
        }
        return nil
    }

    /// Writes the table to a run, together with the last ones as long as they are not much longer: so there are few runs, and
    /// no entry is written often. Where the store fails all stays as it is.
    private mutating func spill() {
        guard let store = self.store, store.failure == nil else { return }
        var first = self.runs.endIndex
        var count = self.table.count
        while first > 0, self.runs[first - 1].count < 2 * count {
            first -= 1
            count += self.runs[first].count
        }
        let older = self.runs[first...].reversed().map { FingerprintRun.Reader($0, store) }
        guard let run = FingerprintRun(merging: self.table, over: older, count: count, in: store) else { return }
        for old in self.runs[first...] { old.remove(from: store) }
        self.runs.removeSubrange(first...)
        self.runs.append(run)
        self.table = FingerprintTable()
    }
}
