import Foundation
import SkitterFixtureWeb

/// Crawls a web in memory with ``NaiveReader``, lowering depths until nothing changes.
struct NaiveCrawl {
    private(set) var depths: [String: Int] = [:]
    private(set) var fetched: Set<String> = []

    init(_ web: FixtureWeb, origin: String = "http://127.0.0.1:8080") {
        let rules = Self.disallowed(
            String(decoding: web.response(to: "/robots.txt", origin: origin).body, as: UTF8.self))
        var links: [String: [(target: String, cost: Int)]] = [:]
        var queue = [(path: "/", depth: 0)]
        while !queue.isEmpty {
            let (path, depth) = queue.removeFirst()
            guard depth < self.depths[path] ?? .max else { continue }
            self.depths[path] = depth
            if links[path] == nil { links[path] = self.fetch(path, web, origin, rules) }
            for link in links[path] ?? [] {
                queue.append((link.target, depth + link.cost))
            }
        }
    }

    private mutating func fetch(_ path: String, _ web: FixtureWeb, _ origin: String, _ rules: (String) -> Bool) -> [(
        target: String, cost: Int
    )] {
        let response = web.response(to: path, origin: origin)
        let fields = Dictionary(uniqueKeysWithValues: response.fields.map { ($0.name.lowercased(), $0.value) })
        let url = origin + path
        var found: [(url: String, cost: Int)] = []
        if (300..<400).contains(response.status), let location = fields["location"] {
            if let target = NaiveReader.resolve(location, against: url) { found = [(target, 0)] }
        } else if response.status == 200 {
            self.fetched.insert(path)
            let reader = NaiveReader(
                url: url, contentType: fields["content-type"] ?? "", fields: fields, body: response.body)
            found = reader.links.filter(\.isFollowed).map { ($0.url, 1) }
        }
        return found.compactMap { link in
            guard link.url.hasPrefix(origin + "/") else { return nil }
            let target = String(link.url.dropFirst(origin.count))
            return rules(target) ? nil : (target, link.cost)
        }
    }

    /// The rules of the group for every agent, the longest pattern first; whether a path is disallowed.
    private static func disallowed(_ robots: String) -> (String) -> Bool {
        var rules: [(pattern: String, allows: Bool)] = []
        var isOurs = false
        for line in robots.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "User-agent": isOurs = parts[1] == "*"
            case "Disallow" where isOurs && !parts[1].isEmpty: rules.append((parts[1], false))
            case "Allow" where isOurs: rules.append((parts[1], true))
            default: break
            }
        }
        rules.sort { $0.pattern.count > $1.pattern.count }
        return { path in
            for rule in rules {
                let isAnchored = rule.pattern.hasSuffix("$")
                let parts = rule.pattern.drop { $0 == "$" }.split(separator: "*", omittingEmptySubsequences: false)
                let last = isAnchored ? String(parts[parts.count - 1].dropLast()) : String(parts[parts.count - 1])
                let matches =
                    parts.count == 1
                    ? path.hasPrefix(last)
                    : path.hasPrefix(String(parts[0])) && (isAnchored ? path.hasSuffix(last) : path.contains(last))
                if matches { return !rule.allows }
            }
            return false
        }
    }
}
