import SkitterCore
import Testing

@Suite struct SessionPoolMachineTests {
    @Test func aHostKeepsItsSession() {
        var pool = SessionPoolMachine(concurrency: 256, capacity: 64)
        guard case .make(let first) = pool.leased(host: "example.org") else {
            Issue.record("the first lease makes a session")
            return
        }
        let second = pool.leased(host: "example.org")
        pool.released(first)
        let third = pool.leased(host: "example.org")
        #expect([second, third] == [.use(first), .use(first)])
    }

    @Test func aFullSessionSendsItsHostToTheEmptiest() {
        var pool = SessionPoolMachine(concurrency: 8, capacity: 4)
        for _ in 0..<8 { _ = pool.leased(host: "example.org") }
        #expect(pool.load == [4, 4])
    }

    @Test func everySessionIsMadeOnce() {
        var pool = SessionPoolMachine(concurrency: 100, capacity: 10)
        var made: Set<Int> = []
        for host in 0..<100 {
            guard case .make(let index) = pool.leased(host: "host\(host)") else { continue }
            let isNew = made.insert(index).inserted
            #expect(isNew)
        }
        #expect(made.count == 10)
    }
}
