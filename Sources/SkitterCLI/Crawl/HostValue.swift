internal import ArgumentParser
internal import SkitterCore

/// A value for one host: `HOST=VALUE`.
struct HostValue<Value: ExpressibleByArgument & Sendable>: ExpressibleByArgument, Sendable {
    let host: String
    let value: Value

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let host = HostPolicy.hostname(of: parts[0]), let value = Value(argument: parts[1])
        else { return nil }
        (self.host, self.value) = (host, value)
    }
}
