/// How a URL was named: a stable word of the records.
public enum LinkSource: String, Sendable, Hashable, CaseIterable, Codable {
    case seed, redirect, a, area, iframe, frame, refresh
}
