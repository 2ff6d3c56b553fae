#if Cluster
internal import HeapModule
internal import SkitterCluster
internal import SkitterCore

/// The rows of one shard, and what each statement does to them: a model of the statements' texts, line by line, for one
/// transaction at a time. `now` is the servers' clock in milliseconds.
struct MemoryShard: Sendable {
    struct URLKey: Hashable, Sendable {
        let host: Int32
        let id: UInt64
    }

    struct TallyKey: Hashable, Sendable {
        let state: UInt8
        let reason: String
        let depth: Int16
    }

    /// A row of `robots`.
    struct RobotsRow: Sendable {
        let robots: KeptRobots
        let until: Int64
    }

    /// A row of `address`.
    struct AddressRow: Sendable {
        var owner: Int64
        var until: Int64
        var opens: Int64 = 0
        var gap: Int64
    }

    /// An entry of the index `host_ready`; one that its row does not bear out any more is none.
    struct Opening: Comparable, Sendable {
        let visibleAt: Int64
        let host: Int32
        let place: Int32

        static func < (left: Opening, right: Opening) -> Bool {
            left.visibleAt == right.visibleAt ? left.host < right.host : left.visibleAt < right.visibleAt
        }
    }

    let number: Int16
    var hosts: [HostRow] = []
    var hostPlaces: [Int32: Int32] = [:]
    /// Rows of URLs; nil where one was deleted.
    var urls: [URLRow?] = []
    var urlPlaces: [URLKey: Int32] = [:]
    var openings = Heap<Opening>()
    /// Places of URLs that wait for the seeds.
    var outside: Set<Int32> = []
    /// How many seeds have not settled.
    var openSeeds = 0
    var widenings: Set<String> = []
    var tally: [TallyKey: Int] = [:]
    /// Rows of `robots` by host.
    var robots: [Int32: [RobotsRow]] = [:]
    /// Which crawler tells what a limit held back, and whether it has.
    var rest: (crawler: Int64, isTold: Bool) = (0, false)
    /// Rows of `parking` by pattern.
    var parking: [String: ParkingDecision] = [:]
    /// Rows of `address`.
    var addresses: [IPAddress: AddressRow] = [:]
    /// What is done wrong, where it is to be seen that this is noticed.
    let mistake: SimulationConfiguration.Mistake?

    init(number: Int16, _ mistake: SimulationConfiguration.Mistake?) {
        self.number = number
        self.mistake = mistake
    }

    // MARK: - Rows

    /// Shows a host where it now is in the index by which hosts are found.
    mutating func indexed(_ place: Int32) {
        let host = self.hosts[Int(place)]
        guard host.visibleAt < HostRow.never else { return }
        self.openings.insert(Opening(visibleAt: host.visibleAt, host: host.number, place: place))
    }

    /// The first entry of the index that holds.
    mutating func firstOpening() -> Opening? {
        while let first = self.openings.min {
            if self.hosts[Int(first.place)].visibleAt == first.visibleAt { return first }
            self.openings.removeMin()
        }
        return nil
    }

    /// Changes a row, and the counts and indexes that follow from it.
    mutating func change(_ place: Int32, _ body: (inout URLRow) -> Void) {
        guard var row = self.urls[Int(place)] else { return }
        let wasOpenSeed = row.isSeed && row.work > 0
        let hadWork = row.work > 0
        let wasApart = row.state == URLRow.apart
        body(&row)
        self.urls[Int(place)] = row
        if (row.isSeed && row.work > 0) != wasOpenSeed { self.openSeeds += wasOpenSeed ? -1 : 1 }
        if row.work > 0, !hadWork { self.hosts[Int(row.host)].work.append(place) }
        if wasApart, row.state != URLRow.apart { self.outside.remove(place) }
    }

    /// Adds a row.
    mutating func insert(_ row: URLRow, host number: Int32) {
        let place = Int32(self.urls.count)
        self.urls.append(row)
        self.urlPlaces[URLKey(host: number, id: row.id)] = place
        if row.work > 0 {
            self.hosts[Int(row.host)].work.append(place)
            if row.isSeed { self.openSeeds += 1 }
        }
        if row.state == URLRow.apart { self.outside.insert(place) }
    }

    /// The place of a host that is leased with this token, that is, of one for which the fence lets through.
    func leased(_ host: Int32, _ token: Int64) -> Int32? {
        guard let place = self.hostPlaces[host] else { return nil }
        return self.hosts[Int(place)].token == token || self.mistake == .noFence ? place : nil
    }

    /// The place of a URL and its row.
    func find(_ host: Int32, _ id: UInt64) -> (place: Int32, row: URLRow)? {
        guard let place = self.urlPlaces[URLKey(host: host, id: id)], let row = self.urls[Int(place)] else {
            return nil
        }
        return (place, row)
    }
}
#endif
