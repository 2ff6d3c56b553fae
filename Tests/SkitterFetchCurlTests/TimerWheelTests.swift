import SkitterCore
import SkitterFetchCurl
import Testing

@Suite struct TimerWheelTests {
    @Test(arguments: [1, 7, 0xDEAD_BEEF] as [UInt64])
    func itAgreesWithAListOfInstants(_ seed: UInt64) {
        var state = seed
        func random(_ limit: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % limit
        }
        var now = random(100_000)
        var wheel = TimerWheel<Int>(at: now)
        var expected: [(tick: UInt64, number: Int)] = []
        for number in 0..<3_000 {
            if random(3) > 0 {
                // In the past, near, and several turns ahead.
                let tick = random(10) == 0 ? now &- min(now, random(50)) : now + random(20_000)
                wheel.add(number, at: tick)
                expected.append((max(tick, now + 1), number))
            } else {
                let isFar = random(20) == 0
                now += random(isFar ? 30_000 : 40)
                var due: [Int] = []
                wheel.advance(to: now) { due.append($0) }
                let isDue = { (entry: (tick: UInt64, number: Int)) in entry.tick <= now }
                #expect(Set(due) == Set(expected.filter(isDue).map(\.number)) && due.count == Set(due).count)
                expected.removeAll(where: isDue)
            }
            #expect(wheel.count == expected.count)
            if let first = expected.map(\.tick).min() {
                // It may be looked at too early, for another turn's sake, but never too late.
                #expect(wheel.nextTick.map { $0 > now && $0 <= first } == true)
            } else {
                #expect(wheel.nextTick == nil)
            }
        }
    }

    @Test func sleepersOfALoopWakeInOrderAndNeverEarly() async throws {
        let session = CurlHTTPSession()
        defer { session.loop.end() }
        let clock = LoopClock(session.loop)
        let start = clock.now
        let woken = await withTaskGroup(of: Int.self) { group in
            for milliseconds in [60, 20, 40, 0] {
                group.addTask(executorPreference: session.loop.loop) {
                    let instant = start.advanced(by: .milliseconds(milliseconds))
                    try? await clock.sleep(until: instant, tolerance: nil)
                    return clock.now >= instant ? milliseconds : -1
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(woken == [0, 20, 40, 60])
    }

    @Test func aCancelledSleepThrowsAtOnce() async throws {
        let session = CurlHTTPSession()
        defer { session.loop.end() }
        let clock = LoopClock(session.loop)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    do {
                        try await clock.sleep(until: .now.advanced(by: .seconds(600)), tolerance: nil)
                        return false
                    } catch {
                        return true
                    }
                }
            }
            group.cancelAll()
            #expect(await group.allSatisfy { $0 })
        }
    }
}
