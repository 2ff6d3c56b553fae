import SkitterTesting
import Testing

@testable import SkitterCore

@Suite struct PackedQueueTests {
    private func append(_ text: String, to queue: inout PackedQueue, _ pool: inout SpillPool) {
        pool.record.removeAll()
        pool.record.text(text)
        queue.append(&pool)
    }

    @Test(arguments: 0..<40)
    func recordsLeaveInTheOrderInWhichTheyCame(seed: UInt64) {
        var dice = SplitMix64(seed: seed)
        let store = MemorySpillStore()
        var pool = SpillPool(spillingTo: store, budget: 0)
        var queue = PackedQueue()
        var model: [String] = []
        for number in 0..<2000 {
            switch dice.next() % 8 {
            case 0...3:
                let length = dice.next() % 50 == 0 ? 40_000 : Int(dice.next() % 300)
                let text = String(repeating: "x", count: length) + String(number)
                self.append(text, to: &queue, &pool)
                model.append(text)
            case 4...6:
                #expect(queue.withFirst(&pool) { $0.text() } == model.first)
                let first = queue.popFirst(&pool) { record, _ in record.text() }
                #expect(first == (model.isEmpty ? nil : model.removeFirst()))
            default:
                queue.spill(&pool)
                #expect(pool.residentBytes == 0)
            }
            #expect(queue.count == model.count)
        }
        var all: [String] = []
        queue.forEach(in: store) { record, position in
            let text = record.text()
            all.append(text)
            queue.read(position, in: store) { #expect($0.text() == text) }
        }
        #expect(all == model)
        queue.removeAll(&pool)
        #expect(pool.residentBytes == 0)
        #expect(store.failure == nil)
    }

    @Test func whatIsSpilledInDropsIsReadInBlocks() {
        let store = MemorySpillStore()
        var pool = SpillPool(spillingTo: store, budget: 0)
        var queue = PackedQueue()
        for number in 0..<10_000 {
            self.append("http://example.org/\(number)", to: &queue, &pool)
            queue.spill(&pool)
        }
        #expect(queue.blockCount < 100)
        #expect(store.writtenBytes < 10_000 * 30 * 12)
        for number in 0..<10_000 {
            #expect(queue.popFirst(&pool) { record, _ in record.text() } == "http://example.org/\(number)")
        }
    }

    @Test func aFullDiskLosesNothing() {
        let store = MemorySpillStore()
        store.fail(afterWrites: 3)
        var pool = SpillPool(spillingTo: store, budget: 0)
        var queue = PackedQueue()
        for number in 0..<1000 {
            self.append("\(number)", to: &queue, &pool)
            if number % 50 == 0 { queue.spill(&pool) }
        }
        #expect(store.failure?.isFull == true)
        for number in 0..<1000 { #expect(queue.popFirst(&pool) { record, _ in record.text() } == "\(number)") }
    }

    @Test func aRecordThatIsNoneIsRefused() throws {
        let bytes: [UInt8] = [0xFF, 0xFF, 0xFF]
        bytes.withUnsafeBytes {
            var reader = PackedReader($0)
            #expect(reader.fixed() == 0 && reader.isDamaged)
            reader = PackedReader($0)
            #expect(QueuedURL(unpacking: &reader) == nil)
        }
    }

    @Test(arguments: [
        "http://example.org/", "http://example.org/a/b.html", "http://other.example/x?y=1",
        "http://example.org/a/page.html?with=a&long=query",
    ])
    func aURLComesBackAsItWas(parent: String) throws {
        let url = try CrawlURL("http://example.org/a/page.html")
        for parent in [parent, nil] {
            let entry = QueuedURL(
                url: url, fingerprint: 0xFEED_0000_0000_0001, depth: 70_000, parent: parent, via: .sitemapFile,
                attempts: 3)
            var writer = PackedWriter()
            entry.pack(into: &writer)
            let back = try #require(
                writer.bytes.withUnsafeBytes {
                    var reader = PackedReader($0)
                    return QueuedURL(unpacking: &reader)
                })
            #expect(back.url == url && back.fingerprint == entry.fingerprint && back.depth == 70_000)
            #expect(back.parent == parent && back.via == .sitemapFile && back.attempts == 3)
        }
    }
}

@Suite struct KeyedLogTests {
    @Test func theLastRecordOfAKeyIsFound() {
        var dice = SplitMix64(seed: 5)
        let store = MemorySpillStore()
        var pool = SpillPool(spillingTo: store, budget: 0)
        var log = KeyedLog(spillingTo: store, budget: 0)
        var model: [UInt64: Int] = [:]
        for number in 0..<3000 {
            let key = dice.next() % 500 &* 0x9E37_79B9_7F4A_7C15
            log.append(key, &pool) { $0.number(number) }
            model[key] = number
            if number % 7 == 0 { log.spill(&pool) }
        }
        for (key, number) in model { #expect(log.read(key, in: store) { $0.number() } == number) }
        #expect(log.read(1, in: store) { $0.number() } == nil)
    }

    @Test func aCodeNamesItsBlockAndFewOthers() {
        for block in [0, 1, 2047, 2048, 4095, 4096, 5000, 65_535, 1_000_000, 100_000_000] {
            let blocks = KeyedLog.blocks(ofCode: KeyedLog.code(ofBlock: block))
            #expect(blocks.contains(block))
            #expect(blocks.count <= max(1, block / 2048))
        }
    }
}
