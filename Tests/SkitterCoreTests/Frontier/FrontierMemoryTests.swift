import SkitterTesting
import Testing

@testable import SkitterCore

@Suite struct FrontierMemoryTests {
    /// Names `count` pages of `hosts` hosts.
    private func frontier(_ memory: FrontierMemory, pages count: Int, hosts: Int) throws -> FrontierFixture {
        let block = try AddressBlock("10.0.0.0/8")
        let frontier = try FrontierFixture(seeds: ["http://127.0.0.1/"], scope: .any, memory: memory) {
            $0.depthLimit = nil
            $0.perAddressDelay = .zero
            $0.allowedPrivate = [block]
        }
        let links = (0..<count).map {
            "http://10.1.\($0 % hosts / 250).\($0 % hosts % 250)/a/long/way/to/page-\($0).html"
        }
        try frontier.finish(try #require(try frontier.next()), links: links)
        return frontier
    }

    @Test func queuesKeepToTheirShareAndNothingIsLost() throws {
        let store = MemorySpillStore()
        let memory = FrontierMemory(store: store, budget: 1 << 20)
        let frontier = try self.frontier(memory, pages: 30_000, hosts: 100)
        // Three times as much was named.
        #expect(frontier.machine.pool.residentBytes <= memory.ofQueues)
        #expect(store.writtenBytes > 1 << 20)
        var fetched: Set<String> = []
        while case let leases = frontier.lease(1000).leases, !leases.isEmpty {
            for lease in leases {
                fetched.insert(lease.url.href)
                try frontier.finish(lease, body: lease.url.href)
            }
            #expect(frontier.machine.pool.residentBytes <= memory.ofQueues)
        }
        #expect(fetched.count == 30_000)
        #expect(frontier.ledger.closes && store.failure == nil)
        #expect(frontier.machine.pool.residentBytes == 0)
    }

    @Test func hostsTakeFromWhatURLsMayHave() throws {
        let store = MemorySpillStore()
        let few = try self.frontier(FrontierMemory(store: store, budget: 4 << 20), pages: 2000, hosts: 100)
        let many = try self.frontier(
            FrontierMemory(store: MemorySpillStore(), budget: 4 << 20), pages: 2000, hosts: 2000)
        #expect(few.machine.pool.budget == 1 << 20)
        #expect(many.machine.pool.budget == ((4 << 20) - 1024 * 1536) / 4)
        #expect(many.machine.seen.budget < few.machine.seen.budget)
    }

    @Test func aFullDiskIsToldAndLosesNothing() throws {
        let store = MemorySpillStore()
        store.fail(afterWrites: 20)
        let frontier = try self.frontier(FrontierMemory(store: store, budget: 1 << 18), pages: 10_000, hosts: 10)
        #expect(frontier.machine.spillFailure?.isFull == true)
        #expect(frontier.ledger.discovered == 10_001)
        #expect(frontier.ledger.pending == 10_000)
    }
}
