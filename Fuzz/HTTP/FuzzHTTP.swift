import FuzzSupport
import SkitterCore

/// One text, read as each value that a field or a user may give.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTTP(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let text = String(decoding: input.remainder(), as: UTF8.self)
    checkDates(text)
    if let type = MediaType(text) {
        check(MediaType(type.essence)?.essence, equals: type.essence, "an essence is its own")
        check(type.essence.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "an essence is ASCII without spaces")
    }
    checkDirectives(text)
    checkFields(text)
    checkTexts(text)
    return 0
}

private func checkDates(_ text: String) {
    for now in [Int64.min, 0, 1_800_000_000, Int64.max].map(HTTPDate.init(secondsSince1970:)) {
        if let date = HTTPDate(parsing: text, at: now) {
            check(-11_676_096_000...253_402_300_800 ~= date.secondsSince1970, "a date is of the years 1600 to 9999")
        }
        if let wait = RetryAfter(parsing: text, at: now) {
            check(wait.delay(at: now) >= .zero, "nobody waits for the past")
            _ = wait.delay(at: HTTPDate(secondsSince1970: .min))
        }
    }
}

private func checkDirectives(_ text: String) {
    let mine = RobotsDirectives.parse(headerValue: text, agent: "skitter/1.0")
    check(
        RobotsDirectives.parse(headerValue: text.uppercasedASCII, agent: "skitter/1.0"), equals: mine,
        "case does not matter")
    check(
        RobotsDirectives.parse(headerValue: "other: \(text.replacingCommasAndColons)", agent: "skitter"), equals: [],
        "what another is told is nothing to me")
    let meta = RobotsDirectives.parse(metaName: "robots", content: text, agent: "skitter")
    check(
        RobotsDirectives.parse(metaName: "Skitter", content: text, agent: "skitter/2"), equals: meta,
        "robots and the agent are told alike")
    check(RobotsDirectives.parse(metaName: "x", content: text, agent: "skitter"), equals: [], "others are not")
    check(
        RobotsDirectives.parse(metaName: "robots", content: text + ",none", agent: "s"), equals: meta.union(.none),
        "directives add up")
}

private func checkFields(_ text: String) {
    var fields = HTTPFields()
    fields.append(name: text, value: "1")
    fields.append(name: text.uppercasedASCII, value: "2")
    check(fields[text.uppercasedASCII], equals: "1", "names have no case")
    check(fields.values(of: text), equals: ["1", "2"], "and are kept in order")
    if HTTPFields.isToken(text) { check(text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "a token is ASCII") }
}

private func checkTexts(_ text: String) {
    if let bytes = ByteCountText.parse(text) { check(bytes >= 0, "a size is not negative") }
    if let duration = DurationText.parse(text) { check(duration >= .zero, "a time span is not negative") }
    if let microseconds = UTCTime.microseconds(text) {
        check(UTCTime.microseconds(UTCTime.text(microseconds)), equals: microseconds, "a time is read back")
    }
    let escaped = TerminalText.escaped(text)
    check(!escaped.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "no control character reaches a terminal")
    check(TerminalText.escaped(escaped), equals: escaped, "what is fit stays")
    for columns in [0, 1, 7, 40] {
        check(TerminalText.width(TerminalText.shortened(text, to: columns)) <= columns, "it fits")
    }
    if let address = IPAddress(urlHost: text) { _ = address }
}

extension String {
    fileprivate var uppercasedASCII: String {
        String(decoding: self.utf8.map { 0x61...0x7A ~= $0 ? $0 & 0xDF : $0 }, as: UTF8.self)
    }

    fileprivate var replacingCommasAndColons: String {
        String(decoding: self.utf8.map { $0 == 0x2C || $0 == 0x3A ? 0x20 : $0 }, as: UTF8.self)
    }
}
