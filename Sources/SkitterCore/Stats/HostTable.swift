/// Figures for each host, exact for the first ``limit`` hosts; later ones are counted together.
///
/// A host is found by the bytes of its name inside the URL, without making a string: a visit to a known host allocates
/// nothing. Open addressing with linear probing; the hash is seeded per process, so that no site can choose names that
/// collide.
struct HostTable: Sendable {
    /// Hosts with figures of their own.
    static let limit = 10_000
    /// A DNS name has at most 253 bytes, a port six more; what is longer is counted among the others.
    private static let nameLimitBytes = 300

    private(set) var names: [String] = []
    private(set) var figures: [HostFigures] = []
    /// What happened on hosts beyond the limit.
    private(set) var others = HostFigures()
    private var hashes: [Int] = []
    /// Index into the arrays above, or -1; a power of two of them, at most half in use.
    private var slots: [Int32] = Array(repeating: -1, count: 64)

    mutating func count(_ record: VisitRecord) {
        let bytes = record.url.utf8Span.span
        let authority = bytes.extracting(HostTable.authority(in: bytes))
        guard let index = self.index(of: authority) else {
            self.others.count(record)
            return
        }
        self.figures[index].count(record)
    }

    /// Host and port of a serialised URL: what stands between `//` and the path, without credentials.
    static func authority(in url: Span<UInt8>) -> Range<Int> {
        var start = 0
        while start < url.count, url[start] != UInt8(ascii: ":") { start &+= 1 }
        start &+= 3
        guard start <= url.count else { return 0..<0 }
        var end = start
        scan: while end < url.count {
            switch url[end] {
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): break scan
            case UInt8(ascii: "@"): start = end &+ 1
            default: break
            }
            end &+= 1
        }
        return start..<end
    }

    private mutating func index(of name: Span<UInt8>) -> Int? {
        guard name.count <= HostTable.nameLimitBytes else { return nil }
        var hasher = Hasher()
        name.withUnsafeBytes { hasher.combine(bytes: $0) }
        let hash = hasher.finalize()
        var slot = hash & (self.slots.count &- 1)
        while self.slots[slot] >= 0 {
            let index = Int(self.slots[slot])
            if self.hashes[index] == hash && HostTable.equal(self.names[index].utf8Span.span, name) { return index }
            slot = (slot &+ 1) & (self.slots.count &- 1)
        }
        guard self.names.count < HostTable.limit else { return nil }
        self.slots[slot] = Int32(self.names.count)
        self.names.append(name.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
        self.hashes.append(hash)
        self.figures.append(HostFigures())
        if self.names.count &* 2 > self.slots.count { self.grow() }
        return self.names.count &- 1
    }

    private mutating func grow() {
        self.slots = Array(repeating: -1, count: self.slots.count * 2)
        for index in self.hashes.indices {
            var slot = self.hashes[index] & (self.slots.count - 1)
            while self.slots[slot] >= 0 { slot = (slot + 1) & (self.slots.count - 1) }
            self.slots[slot] = Int32(index)
        }
    }

    private static func equal(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }

    /// The `limit` hosts with the most visits, equal ones by name, and all others in one.
    func leading(_ limit: Int) -> (hosts: [NamedHostFigures], others: HostFigures) {
        let order = self.names.indices.sorted { left, right in
            self.figures[left].visits != self.figures[right].visits
                ? self.figures[left].visits > self.figures[right].visits : self.names[left] < self.names[right]
        }
        var others = self.others
        for index in order.dropFirst(max(limit, 0)) { others.merge(self.figures[index]) }
        let hosts = order.prefix(max(limit, 0)).map {
            NamedHostFigures(host: self.names[$0], figures: self.figures[$0])
        }
        return (hosts, others)
    }
}
