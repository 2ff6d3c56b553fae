/// The requests that a record tells of, by host and address, to be judged when all are known, whichever crawler sent them. 32 bytes
/// each.
///
/// A record holds the last request for each page. Those before it (retries) and those for robots.txt lie between: gaps that were
/// kept by all are kept by these, and what these break is broken.
package struct AuditTimeline: Sendable {
    /// One request.
    struct Request: Sendable {
        /// From the request to the end of the answer, in microseconds since 1970.
        var started: Int64
        var ended: Int64
        var host: Int32
        /// -1 where the session could not tell.
        var address: Int32
        /// Who sent it.
        var crawler: Int32
    }

    /// Something that closed a host from one instant to another.
    struct Closure: Sendable {
        var host: Int32
        var from: Int64
        var until: Int64
        /// The host refused (429, 503).
        var isRefusal: Bool
    }

    /// A robots.txt asked for a pause.
    struct CrawlDelay: Sendable {
        var host: Int32
        var from: Int64
        var delay: Duration
    }

    private(set) var requests: [Request] = []
    private(set) var closures: [Closure] = []
    private(set) var crawlDelays: [CrawlDelay] = []
    private(set) var hosts: [String] = []
    private(set) var addresses: [IPAddress] = []
    private var hostNumbers: [String: Int32] = [:]
    private var addressNumbers: [IPAddress: Int32] = [:]

    package init() {}

    /// A visit of a page by `crawler`, the number of its policy; none that sent no request (its host has no address, or one that is
    /// refused).
    package mutating func visited(_ record: VisitRecord, by crawler: Int = 0) {
        guard record.status != nil || record.totalMicroseconds > 0 else { return }
        guard let url = try? CrawlURL(record.url) else { return }
        let address = record.address.flatMap { IPAddress(literal: $0) } ?? IPAddress(urlHost: url.hostname)
        self.requests.append(
            Request(
                started: record.startedMicroseconds, ended: record.startedMicroseconds &+ record.totalMicroseconds,
                host: self.number(ofHost: url.hostname), address: address.map { self.number(of: $0) } ?? -1,
                crawler: Int32(truncatingIfNeeded: crawler)))
    }

    /// `host` was closed from `from` to `until`, because it refused or because of its delay.
    package mutating func closed(_ host: String, from: Int64, until: Int64, isRefusal: Bool) {
        guard until > from, until < .max else { return }
        self.closures.append(
            Closure(host: self.number(ofHost: host), from: from, until: until, isRefusal: isRefusal))
    }

    /// A robots.txt of `host` came at `from` and asks for `delay`.
    package mutating func asked(_ host: String, for delay: Duration, from: Int64) {
        self.crawlDelays.append(CrawlDelay(host: self.number(ofHost: host), from: from, delay: delay))
    }

    private mutating func number(ofHost name: String) -> Int32 {
        if let number = self.hostNumbers[name] { return number }
        let number = Int32(truncatingIfNeeded: self.hosts.count)
        self.hosts.append(name)
        self.hostNumbers[name] = number
        return number
    }

    private mutating func number(of address: IPAddress) -> Int32 {
        if let number = self.addressNumbers[address] { return number }
        let number = Int32(truncatingIfNeeded: self.addresses.count)
        self.addresses.append(address)
        self.addressNumbers[address] = number
        return number
    }

    /// The requests of each host, by their starts.
    func byHost() -> [ArraySlice<Request>] {
        AuditTimeline.groups(self.requests) { $0.host }
    }

    /// The requests to each known address, by their starts.
    func byAddress() -> [ArraySlice<Request>] {
        AuditTimeline.groups(self.requests.filter { $0.address >= 0 }) { $0.address }
    }

    static func groups(_ requests: [Request], by key: (Request) -> Int32) -> [ArraySlice<Request>] {
        let sorted = requests.sorted { (key($0), $0.started, $0.ended) < (key($1), $1.started, $1.ended) }
        var groups: [ArraySlice<Request>] = []
        var start = 0
        for index in sorted.indices where index + 1 == sorted.count || key(sorted[index + 1]) != key(sorted[index]) {
            groups.append(sorted[start...index])
            start = index + 1
        }
        return groups
    }

    /// Whether a host with these requests is the user's own machine or network; nil where no address is known.
    func isOwn(_ requests: ArraySlice<Request>) -> Bool? {
        guard let request = requests.first(where: { $0.address >= 0 }) else {
            let name = requests.first.map { self.hosts[Int($0.host)] } ?? ""
            return name == "localhost" || name.hasSuffix(".localhost") ? true : nil
        }
        return self.addresses[Int(request.address)].isPrivate
    }
}
