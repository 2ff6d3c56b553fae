import SkitterCore
import SkitterFetchProcess
import SkitterTesting
import Testing

@Suite struct FleetMachineTests {
    @Test func theFirstRequestStartsAWorkerAndIsSentWhenItSpeaks() {
        var machine = Self.machine()
        let id = machine.submit("a")
        let actions1 = machine.takeActions()
        #expect(actions1 == [.start(slot: 0)])
        machine.greeted(slot: 0, at: .start)
        let actions2 = machine.takeActions()
        #expect(actions2 == [.send(id, slot: 0, timeout: .seconds(30))])
        let answer3 = machine.answered(id, slot: 0)
        #expect(answer3)
        let answer4 = machine.answered(id, slot: 0)
        #expect(!answer4)
    }

    @Test func onlyTheKillerOfAWorkerFails() {
        var machine = Self.machine()
        let ids = (0..<3).map { _ in machine.submit("a") }
        machine.greeted(slot: 0, at: .start)
        _ = machine.takeActions()
        machine.died(slot: 0, why: "died", at: .start)
        // All three are suspects: each gets a worker for itself.
        let lanes = machine.takeActions().compactMap { action in
            if case .start(let slot) = action { slot } else { nil }
        }
        #expect(lanes == [1, 2, 3])
        for lane in lanes { machine.greeted(slot: lane, at: .start) }
        let actions5 = machine.takeActions()
        #expect(actions5 == zip(ids, lanes).map { .send($0, slot: $1, timeout: .seconds(30)) })
        let answer6 = machine.answered(ids[0], slot: 1)
        let answer7 = machine.answered(ids[2], slot: 3)
        #expect(answer6 && answer7)
        machine.died(slot: 2, why: "died", at: .start)
        let actions8 = machine.takeActions()
        #expect(actions8.ended == [ids[1]: .sessionDied])
    }

    @Test func aDeathBehindOthersIsTriedAgainInAFreshWorker() {
        var machine = Self.machine(lanes: 1)
        let ids = (0..<2).map { _ in machine.submit("a") }
        machine.greeted(slot: 0, at: .start)
        machine.died(slot: 0, why: "died", at: .start)
        machine.greeted(slot: 1, at: .start)
        let answer9 = machine.answered(ids[0], slot: 1)
        #expect(answer9)
        machine.schedule(at: .start)
        _ = machine.takeActions()
        machine.died(slot: 1, why: "died", at: .start)
        let actions10 = machine.takeActions()
        #expect(actions10 == [.start(slot: 1)])
        machine.greeted(slot: 1, at: .start)
        let answer11 = machine.answered(ids[1], slot: 1)
        #expect(answer11)
    }

    @Test func theHostOfAKillerStartsInTheQuarantineUntilItIsTrusted() {
        var machine = Self.machine(lanes: 1)
        let killer = machine.submit("evil")
        machine.greeted(slot: 0, at: .start)
        machine.died(slot: 0, why: "died", at: .start)
        machine.greeted(slot: 1, at: .start)
        machine.died(slot: 1, why: "died", at: .start)
        let actions12 = machine.takeActions()
        #expect(actions12.ended == [killer: .sessionDied])
        let (other, next) = (machine.submit("good"), machine.submit("evil"))
        let actions13 = machine.takeActions()
        #expect(actions13 == [.start(slot: 0), .start(slot: 1)])
        machine.greeted(slot: 0, at: .start)
        machine.greeted(slot: 1, at: .start)
        let actions14 = machine.takeActions()
        #expect(actions14.sent == [other: 0, next: 1])
        let answer15 = machine.answered(next, slot: 1)
        #expect(answer15)
        for _ in 0..<15 {
            let id = machine.submit("evil")
            let actions16 = machine.takeActions()
            #expect(actions16.sent == [id: 1])
            let answer17 = machine.answered(id, slot: 1)
            #expect(answer17)
        }
        let trusted = machine.submit("evil")
        let actions18 = machine.takeActions()
        #expect(actions18.sent == [trusted: 0])
    }

    @Test func aRequestThatIsCancelledBeforeItIsSubmittedEnds() {
        var machine = Self.machine()
        let id = machine.announced()
        machine.cancelled(id, at: .start)
        machine.submitted(id, host: "a", timeout: .seconds(1), at: .start)
        let actions19 = machine.takeActions()
        #expect(actions19.ended == [id: .cancelled])
    }

    @Test func aCancelledRequestIsCancelledInItsWorkerAndTakesRoomUntilItsAnswer() {
        var machine = Self.machine(inFlight: 1)
        let (first, second) = (machine.submit("a"), machine.submit("a"))
        machine.greeted(slot: 0, at: .start)
        _ = machine.takeActions()
        machine.cancelled(first, at: .start)
        let actions20 = machine.takeActions()
        #expect(actions20 == [.cancel(first, slot: 0), .end(first, FetchError(.cancelled, "cancelled"))])
        let answer21 = machine.answered(first, slot: 0)
        #expect(!answer21)
        machine.schedule(at: .start)
        let actions22 = machine.takeActions()
        #expect(actions22.sent == [second: 0])
    }

    @Test func aWorkerThatMissesADeadlineIsKilled() {
        var machine = Self.machine()
        let id = machine.submit("a")
        machine.greeted(slot: 0, at: .start)
        _ = machine.takeActions()
        machine.ticked(at: CrawlInstant(sinceStart: .seconds(31)))
        let actions23 = machine.takeActions()
        #expect(actions23.isEmpty)
        machine.ticked(at: CrawlInstant(sinceStart: .seconds(33)))
        let actions = machine.takeActions()
        #expect(actions.contains(.kill(slot: 0)) && actions.ended == [id: .timeout])
    }

    @Test func whoWaitsInVainIsTold() {
        var machine = Self.machine()
        let id = machine.submit("a")
        machine.ticked(at: CrawlInstant(sinceStart: .seconds(31)))
        let actions24 = machine.takeActions()
        #expect(actions24.ended == [id: .timeout])
    }

    @Test func aProgramThatNeverStartsIsGivenUpAndTriedLessAndLessOften() {
        var machine = Self.machine()
        var starts = 0
        var ended: [FetchError.Code] = []
        for milliseconds in stride(from: 0, to: 25_000, by: 10) {
            let now = CrawlInstant(sinceStart: .milliseconds(milliseconds))
            if machine.load == [0, 0, 0, 0, 0], ended.count == 0 || milliseconds % 1_000 == 0 {
                _ = machine.submit("a", at: now)
            }
            machine.ticked(at: now)
            var actions = machine.takeActions()
            while !actions.isEmpty {
                ended += actions.ended.values
                for case .start(let slot) in actions {
                    starts += 1
                    machine.died(slot: slot, why: "could not be started", at: now)
                }
                actions = machine.takeActions()
            }
        }
        #expect(ended.count >= 24 && ended.allSatisfy { $0 == .sessionDied })
        #expect((5...16).contains(starts), "\(starts) starts in 25 s")
    }

    /// Whatever workers and callers do: each request ends once, and only killers die of it.
    @Test func oneCoreIsLeftToWhoeverAnswers() {
        let program = WorkerProgram(path: "/nowhere")
        #expect([1, 2, 8].map { FleetConfiguration(program: program, cores: $0).workers } == [1, 1, 7])
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func onlyKillersFailInAnyOrderOfEvents(_ seed: UInt64) {
        var dice = SplitMix64(seed: seed)
        var configuration = FleetConfiguration(program: WorkerProgram(path: "/nowhere"), workers: 1 + Int(seed % 3))
        configuration.quarantineWorkers = 1 + Int(seed % 4)
        configuration.inFlightPerWorker = 1 + Int(dice.next() % 12)
        var machine = FleetMachine(configuration)
        var fleet = NaiveFleet()
        var now = CrawlInstant.start
        for round in 0..<600 {
            now = now.advanced(by: .milliseconds(Int(dice.next() % 50)))
            if round < 150 {
                let id = machine.submit("host\(dice.next() % 4)", at: now, timeout: .seconds(3_600))
                if dice.next() % 8 == 0 { fleet.killers.insert(id) }
                fleet.waiting.insert(id)
                if dice.next() % 16 == 0, let other = fleet.waiting.randomElement(using: &dice) {
                    machine.cancelled(other, at: now)
                }
            }
            machine.ticked(at: now)
            fleet.perform(machine.takeActions())
            fleet.event(&machine, at: now, &dice)
            fleet.perform(machine.takeActions())
        }
        while !fleet.waiting.isEmpty, now < CrawlInstant(sinceStart: .seconds(3_000)) {
            now = now.advanced(by: .milliseconds(100))
            machine.ticked(at: now)
            fleet.perform(machine.takeActions())
            fleet.event(&machine, at: now, &dice)
            fleet.perform(machine.takeActions())
        }
        #expect(fleet.waiting.isEmpty && fleet.violations.isEmpty, "\(fleet.violations), left \(fleet.waiting)")
    }

    private static func machine(lanes: Int = 4, inFlight: Int = 128) -> FleetMachine {
        var configuration = FleetConfiguration(program: WorkerProgram(path: "/nowhere"), workers: 1)
        configuration.quarantineWorkers = lanes
        configuration.inFlightPerWorker = inFlight
        return FleetMachine(configuration)
    }
}

/// Processes that answer in any order, and die of killers alone.
private struct NaiveFleet {
    var killers: Set<UInt64> = []
    var waiting: Set<UInt64> = []
    var violations: [String] = []
    private var starting: Set<Int> = []
    private var killed: Set<Int> = []
    private var inFlight: [Int: [UInt64]] = [:]

    mutating func perform(_ actions: [FleetMachine.Action]) {
        for action in actions {
            switch action {
            case .start(let slot):
                if self.inFlight[slot] != nil || !self.starting.insert(slot).inserted {
                    self.violations.append("two processes in slot \(slot)")
                }
            case .send(let id, let slot, _):
                if self.inFlight[slot] == nil { self.violations.append("\(id) sent to no process") }
                self.inFlight[slot]?.append(id)
            case .cancel:
                break
            case .kill(let slot):
                self.killed.insert(slot)
            case .end(let id, let error):
                if self.waiting.remove(id) == nil { self.violations.append("\(id) ended twice") }
                if error.code != .cancelled, !self.killers.contains(id) {
                    self.violations.append("\(id) is innocent: \(error)")
                }
            }
        }
    }

    /// One process does something; what was killed on request dies with its killers.
    mutating func event(_ machine: inout FleetMachine, at now: CrawlInstant, _ dice: inout SplitMix64) {
        if let slot = self.starting.randomElement(using: &dice) {
            self.starting.remove(slot)
            self.inFlight[slot] = []
            machine.greeted(slot: slot, at: now)
        }
        if let slot = self.killed.popFirst() {
            self.inFlight[slot] = nil
            machine.died(slot: slot, why: "was killed", at: now)
            self.perform(machine.takeActions())
        }
        for (slot, ids) in self.inFlight where !self.killed.contains(slot) {
            guard dice.next() % 2 == 0, let id = ids.randomElement(using: &dice) else { continue }
            if self.killers.contains(id) {
                self.inFlight[slot] = nil
                machine.died(slot: slot, why: "died", at: now)
            } else {
                self.inFlight[slot]?.removeAll { $0 == id }
                if machine.answered(id, slot: slot), self.waiting.remove(id) == nil {
                    self.violations.append("\(id) answered twice")
                }
                machine.schedule(at: now)
            }
            self.perform(machine.takeActions())
        }
    }
}

extension FleetMachine {
    fileprivate mutating func submit(
        _ host: String, at now: CrawlInstant = .start, timeout: Duration = .seconds(30)
    ) -> RequestID {
        let id = self.announced()
        self.submitted(id, host: host, timeout: timeout, at: now)
        return id
    }
}

extension [FleetMachine.Action] {
    fileprivate var ended: [UInt64: FetchError.Code] {
        self.reduce(into: [:]) { if case .end(let id, let error) = $1 { $0[id] = error.code } }
    }

    fileprivate var sent: [UInt64: Int] {
        self.reduce(into: [:]) { if case .send(let id, let slot, _) = $1 { $0[id] = slot } }
    }
}
