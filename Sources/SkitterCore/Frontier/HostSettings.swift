/// Values for hosts: for one, by its name, or for all below a domain, by `*.example.org`.
///
/// For a host counts what stands under its own name before what stands under a domain, and of domains the one nearest to it.
public struct HostSettings<Value: Sendable>: Sendable {
    /// By the name of a host.
    private var named: [String: Value] = [:]
    /// By the name of a domain, for the hosts below it.
    private var below: [String: Value] = [:]

    /// Without values.
    public init() {}

    /// Whether there are none.
    public var isEmpty: Bool { self.named.isEmpty && self.below.isEmpty }

    /// The value that stands under `key`: a host, or `*.` and a domain, as ``HostKey/canonical(_:)`` writes it.
    public subscript(key: String) -> Value? {
        get { HostKey.domain(of: key).map { self.below[$0] } ?? self.named[key] }
        set {
            if let domain = HostKey.domain(of: key) {
                self.below[domain] = newValue
            } else {
                self.named[key] = newValue
            }
        }
    }

    /// The value that stands under `key`; where there is none, `value`.
    public subscript(key: String, default value: @autoclosure () -> Value) -> Value {
        get { self[key] ?? value() }
        set { self[key] = newValue }
    }

    /// All keys and values, in the order of the keys.
    public var entries: [(key: String, value: Value)] {
        (self.named.map { ($0, $1) } + self.below.map { ("*." + $0, $1) }).sorted { $0.0 < $1.0 }
    }

    /// The values that are for `host`, the one that counts most first.
    public func values(for host: String) -> [Value] {
        var values: [Value] = []
        let _: Never? = self.setting(for: host) {
            values.append($0)
            return nil
        }
        return values
    }

    /// The first setting that one of the values for `host` has. Asked before each request: without a list of them.
    public func setting<Setting>(for host: String, _ setting: (Value) -> Setting?) -> Setting? {
        if let value = self.named[host], let found = setting(value) { return found }
        if self.below.isEmpty { return nil }
        var rest = host[...]
        while let dot = rest.firstIndex(of: ".") {
            rest = rest[rest.index(after: dot)...]
            if let value = self.below[String(rest)], let found = setting(value) { return found }
        }
        return nil
    }
}

extension HostSettings: Equatable where Value: Equatable {}
extension HostSettings: Hashable where Value: Hashable {}

extension HostSettings: ExpressibleByDictionaryLiteral {
    /// Values by their keys; of one key the last counts.
    public init(dictionaryLiteral elements: (String, Value)...) {
        self.init()
        for (key, value) in elements { self[key] = value }
    }
}
