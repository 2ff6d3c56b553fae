internal import SkitterCore

/// What libcurl's own cache was told of the addresses of hosts, so that it is told again only when they change.
struct KnownNames {
    private var addresses: [String: [IPAddress]] = [:]
    /// In the order in which they were told.
    private var order: [String] = []

    /// Beyond this many the oldest are forgotten, here and by libcurl: memory does not grow with the web.
    private static let limit = 4_096

    /// The entries of `CURLOPT_RESOLVE` that make `addresses` those of `place` (`host:port`); empty where they are so.
    mutating func entries(for place: String, _ addresses: [IPAddress]) -> [String] {
        if self.addresses[place] == addresses { return [] }
        var entries: [String] = []
        if self.addresses.updateValue(addresses, forKey: place) == nil {
            self.order.append(place)
            if self.order.count > Self.limit {
                let old = self.order.prefix(Self.limit / 4)
                for place in old {
                    entries.append("-" + place)
                    self.addresses[place] = nil
                }
                self.order.removeFirst(old.count)
            }
        }
        let list = addresses.map { $0.v4 == nil ? "[\($0)]" : "\($0)" }.joined(separator: ",")
        entries.append("-" + place)
        entries.append(place + ":" + list)
        return entries
    }
}
