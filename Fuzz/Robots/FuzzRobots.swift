import FuzzSupport
import SkitterCore

/// Two lines, an agent and a path, and a robots.txt; then the file's letters as one pattern, against a naive matcher.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRobots(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let agent = String(decoding: input.line(), as: UTF8.self)
    let path = input.line()
    let file = input.remainder()
    let target = String(decoding: path, as: UTF8.self)

    let robots = RobotsTxt(parsing: file)
    let rules = robots.rules(for: agent)
    let verdict = rules.verdict(path: target)
    check(robots.verdict(agent: agent, path: target), equals: verdict, "the file says what its rules say")
    check(verdict.line != nil || verdict.allowed, "what no line decides is allowed")
    let lines = 1 + file.count { $0 == 0x0A || $0 == 0x0D }
    if let line = verdict.line { check(1...lines ~= line, "the deciding line is a line of the file") }
    if let delay = rules.crawlDelay { check(delay >= .zero, "a delay is not negative") }
    if !target.utf8.contains(0x23) {
        check(rules.verdict(path: target + "#x"), equals: verdict, "a fragment decides nothing")
    }
    check(robots.sitemaps.allSatisfy { !$0.isEmpty }, "a sitemap has an address")
    _ = robots.verdict(agent: agent, url: target)
    _ = RobotsTxt(parsing: file, limitBytes: file.count / 2).rules(for: agent).verdict(path: target)
    checkGlob(pattern: file.filter(isPlain), path: [0x2F] + path.filter { isPlain($0) && $0 != 0x2A })
    return 0
}

/// Letters that no reading changes, and the wildcard.
private func isPlain(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte || byte == 0x2F || byte == 0x2A }

private func checkGlob(pattern: [UInt8], path: [UInt8]) {
    guard pattern.count < 200, path.count < 200 else { return }
    for isAnchored in [false, true] {
        let rule = "/" + String(decoding: pattern, as: UTF8.self) + (isAnchored ? "$" : "")
        let robots = RobotsTxt(parsing: Array("User-agent: *\nDisallow: \(rule)".utf8))
        let allowed = robots.verdict(agent: "x", path: String(decoding: path, as: UTF8.self)).allowed
        check(
            !allowed, equals: naiveMatch([0x2F] + pattern, path, isAnchored: isAnchored),
            "a pattern matches what it matches naively")
    }
}

/// Which prefixes of the path the pattern can have eaten, octet by octet.
private func naiveMatch(_ pattern: [UInt8], _ path: [UInt8], isAnchored: Bool) -> Bool {
    var reached = [Bool](repeating: false, count: path.count + 1)
    reached[0] = true
    for octet in pattern {
        if octet == 0x2A {
            for index in 1..<reached.count { reached[index] = reached[index] || reached[index - 1] }
        } else {
            for index in (1..<reached.count).reversed() {
                reached[index] = reached[index - 1] && path[index - 1] == octet
            }
            reached[0] = false
        }
    }
    return isAnchored ? reached[path.count] : reached.contains(true)
}
