#if Cluster
/// What calls to tables suffer on their way.
package struct WireConditions: Sendable {
    /// One way, in microseconds: at least, and what comes to it on average.
    package var latency: (least: Int64, more: Int64) = (300, 700)
    /// How many calls are lost before they are carried out.
    package var lostCalls = 0.0
    /// How many are carried out, and their answers are lost.
    package var lostAnswers = 0.0
    /// How many are given up by those who made them, and carried out later: behind the second call.
    package var lateCalls = 0.0
    /// After how long it shows that a call is lost, in microseconds.
    package var loss: ClosedRange<Int64> = 1_000...3_000_000
    /// When servers are gone, in microseconds of the simulation.
    package var outages: [Range<Int64>] = []

    package init() {}
}
#endif
