extension AddressGuard {
    /// Why a connection for `url` must not be made to a host at `addresses`, or nil where it may be made to any of them. One
    /// refused address among several is enough: not every session lets us choose.
    package func obstacle(to url: CrawlURL, at addresses: [IPAddress]) -> FetchError? {
        for address in addresses {
            if case .refused(let reason) = self.verdict(on: address, port: url.effectivePort ?? 0) {
                return FetchError(
                    .refused, "\(address) is no address of the public Internet (\(reason)); --allow-private opens it")
            }
        }
        return nil
    }
}
