import Dispatch
import SkitterCore
import SkitterResolver
import SkitterTesting
import SkitterLock
import Testing

@Suite struct SystemResolverTests {
    @Test(arguments: ResolverContract.scenarios)
    func theContractHolds(_ scenario: ResolverContract.Scenario) async throws {
        try await scenario.run(on: SystemResolver())
    }

    @Test func oneNameIsLookedUpOnceForAllWhoAsk() async throws {
        let system = SlowSystem()
        let resolver = SystemResolver(threads: 4) { system.lookUp($0) }
        try await withThrowingTaskGroup(of: [IPAddress].self) { group in
            for _ in 0..<50 { group.addTask { try await resolver.addresses(of: "a.test") } }
            system.letPass(50)
            for try await addresses in group { #expect(addresses == [SlowSystem.address]) }
        }
        #expect(try await resolver.addresses(of: "a.test") == [SlowSystem.address])
        #expect(system.names == ["a.test"])
    }

    @Test func failuresAreKeptToo() async throws {
        let system = SlowSystem(failing: ["dead.test"])
        system.letPass(10)
        let resolver = SystemResolver(threads: 1) { system.lookUp($0) }
        for _ in 0..<3 {
            await #expect(throws: FetchError(.resolve, "no address")) { try await resolver.addresses(of: "dead.test") }
        }
        #expect(system.names == ["dead.test"])
    }

    @Test func cancellingEndsTheWaitWhileTheLookUpHangs() async throws {
        let system = SlowSystem()
        let resolver = SystemResolver(threads: 1) { system.lookUp($0) }
        let hanging = Task { try await resolver.addresses(of: "hangs.test") }
        await system.begun("hangs.test")
        let waiting = Task { try await resolver.addresses(of: "behind.test") }
        waiting.cancel()
        hanging.cancel()
        await #expect(throws: FetchError(.cancelled, "cancelled")) { try await hanging.value }
        await #expect(throws: FetchError(.cancelled, "cancelled")) { try await waiting.value }
        // The thread still hangs; once it is free, others are served, and the look-up was not in vain.
        system.letPass(10)
        #expect(try await resolver.addresses(of: "next.test") == [SlowSystem.address])
        #expect(try await resolver.addresses(of: "hangs.test") == [SlowSystem.address])
        #expect(system.names == ["hangs.test", "next.test"])
    }

    @Test func noMoreThreadsThanAllowedLookUpAtATime() async throws {
        let system = SlowSystem()
        let resolver = SystemResolver(threads: 3) { system.lookUp($0) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 { group.addTask { _ = try await resolver.addresses(of: "host\(number).test") } }
            system.letPass(40)
            try await group.waitForAll()
        }
        #expect(system.names.count == 40)
        #expect((1...3).contains(system.peak))
    }

    @Test func aHangingNameDoesNotHoldUpOthers() async throws {
        let system = SlowSystem(hanging: ["hangs.test"])
        let resolver = SystemResolver(threads: 2) { system.lookUp($0) }
        let hanging = Task { try await resolver.addresses(of: "hangs.test") }
        await system.begun("hangs.test")
        system.letPass(20)
        for number in 0..<20 {
            #expect(try await resolver.addresses(of: "host\(number).test") == [SlowSystem.address])
        }
        hanging.cancel()
        await #expect(throws: FetchError(.cancelled, "cancelled")) { try await hanging.value }
        system.release()
    }

    @Test func cancellingAtAnyInstantLosesNobody() async throws {
        let resolver = SystemResolver(threads: 2) { _ in .success([SlowSystem.address]) }
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<2_000 {
                group.addTask {
                    let task = Task { try await resolver.addresses(of: "host\(number % 97).test") }
                    if number % 2 == 0 { task.cancel() }
                    let answer = await task.result
                    if number % 2 == 1 { #expect((try? answer.get()) == [SlowSystem.address]) }
                }
            }
        }
    }
}

/// A system whose look-ups wait until the test lets them pass.
private final class SlowSystem: Sendable {
    private struct State {
        var names: [String] = []
        var inside = 0
        var peak = 0
        var watchers: [(name: String, continuation: CheckedContinuation<Void, Never>)] = []
    }

    static let address = IPAddress(v4: 0xC000_0201)

    private let state = Locked(State())
    private let turnstile = DispatchSemaphore(value: 0)
    private let trap = DispatchSemaphore(value: 0)
    private let failing: Set<String>
    private let hanging: Set<String>

    init(failing: Set<String> = [], hanging: Set<String> = []) {
        self.failing = failing
        self.hanging = hanging
    }

    var names: [String] { self.state.withLock { $0.names } }
    var peak: Int { self.state.withLock { $0.peak } }

    func letPass(_ count: Int) {
        for _ in 0..<count { self.turnstile.signal() }
    }

    /// Ends the look-ups that hang.
    func release() {
        self.trap.signal()
    }

    /// Returns once the look-up of `name` has begun.
    func begun(_ name: String) async {
        await withCheckedContinuation { continuation in
            let isUnderway = self.state.withLock { state in
                if state.names.contains(name) { return true }
                state.watchers.append((name, continuation))
                return false
            }
            if isUnderway { continuation.resume() }
        }
    }

    func lookUp(_ name: String) -> Result<[IPAddress], FetchError> {
        let watchers = self.state.withLock { state in
            state.names.append(name)
            state.inside += 1
            state.peak = max(state.peak, state.inside)
            let due = state.watchers.filter { $0.name == name }.map(\.continuation)
            state.watchers.removeAll { $0.name == name }
            return due
        }
        for watcher in watchers { watcher.resume() }
        (self.hanging.contains(name) ? self.trap : self.turnstile).wait()
        self.state.withLock { $0.inside -= 1 }
        return self.failing.contains(name)
            ? .failure(FetchError(.resolve, "no address")) : .success([SlowSystem.address])
    }
}
