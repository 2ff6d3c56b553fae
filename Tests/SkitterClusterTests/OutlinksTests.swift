#if Cluster
import SkitterCluster
import Testing

@Suite struct OutlinksTests {
    private static let targets = [
        Outlinks.Target(queue: QueueKey(shard: 63, host: .min), id: .max),
        Outlinks.Target(queue: QueueKey(shard: 0, host: -1), id: 1),
        Outlinks.Target(queue: QueueKey(shard: 258, host: 0x0102_0304), id: 0x0102_0304_0506_0708),
    ]

    @Test(arguments: [Outlinks.Kind.links, .index, .redirect])
    func theyAreReadAsTheyWereWritten(kind: Outlinks.Kind) {
        let outlinks = Outlinks(kind, Self.targets)
        #expect(outlinks.packed.count == 1 + 14 * 3)
        #expect(Outlinks(unpacking: outlinks.packed) == outlinks)
    }

    @Test(arguments: [[], [3], [0, 1], [UInt8](repeating: 0, count: 14)])
    func bytesThatAreNoneAreRefused(bytes: [UInt8]) {
        #expect(Outlinks(unpacking: bytes) == nil)
    }
}
#endif
