internal import ArgumentParser
internal import SkitterCore

/// A value for one host, or for all below a domain: `HOST=VALUE`, `*.DOMAIN=VALUE`.
struct HostValue<Value: ExpressibleByArgument & Sendable>: ExpressibleByArgument, Sendable {
    let host: String
    let value: Value

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let host = HostKey.canonical(parts[0]), let value = Value(argument: parts[1])
        else { return nil }
        (self.host, self.value) = (host, value)
    }
}
