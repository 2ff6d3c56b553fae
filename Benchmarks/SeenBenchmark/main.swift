import BenchmarkSupport
import SkitterCore

// What a URL costs in the set of those that are known: remembered as new, and looked up again in another order.
// Usage: SeenBenchmark [URLS] [--json NAME]

let arguments = BenchmarkArguments()
let urls = arguments.number(0, 1_000_000)

func fingerprints() -> [UInt64] {
    var dice = SplitMix64(seed: 7)
    return (0..<urls).map { _ in dice.next() }
}

/// Each is looked up before it is remembered, as a link is.
func remember(_ fingerprints: [UInt64]) -> SeenSet {
    var set = SeenSet()
    for fingerprint in fingerprints where set[fingerprint] == nil {
        set.set(SeenSet.Entry(state: .pending, depth: 3), for: fingerprint)
    }
    return set
}

func lookUp(_ fingerprints: [UInt64], in set: SeenSet) -> Int {
    var found = 0
    // A stride that shares no factor with a power of ten visits all, far from the order in which they came.
    var place = 0
    for _ in fingerprints.indices {
        place = (place + 7_368_787) % fingerprints.count
        if set[fingerprints[place]]?.state == .pending { found += 1 }
    }
    return found
}

let all = fingerprints()
/// A small set, which the caches hold, in rounds as long as those of a large one.
let passes = max(1, 600_000 / all.count)
var new = CostMeter((arguments.jsonName ?? "seen") + ".new")
var known = CostMeter((arguments.jsonName ?? "seen") + ".known")
var bytes = 0
for _ in 0..<5 {
    var set = SeenSet()
    new.begin()
    for _ in 0..<passes { set = remember(all) }
    new.end(units: passes * all.count)
    var found = 0
    known.begin()
    for _ in 0..<passes { found = lookUp(all, in: set) }
    known.end(units: passes * all.count)
    precondition(found == set.count, "what was remembered must be found")
    bytes = set.bytes
}
new.report()
known.report()
if arguments.jsonName == nil { print("\(all.count) URLs take \(bytes) bytes") }
