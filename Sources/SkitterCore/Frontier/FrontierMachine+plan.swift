extension FrontierMachine {
    /// How fast each known host may be asked at the most, as far as is known by now.
    package var hostPaces: [PlannedHost] {
        self.hosts.map { host in
            // Going by answers a delay only grows.
            let given = self.policy.hosts.setting(for: host.name, \.delay) ?? self.policy.delay
            let own = given ?? (host.isUsersOwn ? .zero : self.policy.leastDelay)
            var planned = PlannedHost(host: host.name)
            planned.delay = max(own, host.crawlDelay ?? .zero)
            let isAskedFor = host.crawlDelay.map { $0 >= own } ?? false
            planned.delaySource = isAskedFor ? .robots : given != nil ? .option : .standard
            planned.address = host.address
            planned.addressDelay = host.addressDelay(self.policy)
            return planned
        }
    }
}
