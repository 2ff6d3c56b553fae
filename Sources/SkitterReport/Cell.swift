internal import SkitterCore

/// One figure of a breakdown: spelled for people in a table and for machines in CSV and JSON.
enum Cell: Hashable, Sendable {
    case text(String)
    case count(Int)
    case bytes(Int)
    case microseconds(Int64)
    case perSecond(Double)
    /// A part of a whole, 0...1.
    case share(Double)
    /// Not known, or nothing to take a mean of.
    case missing

    /// For people; safe for a terminal.
    var readable: String {
        switch self {
        case .text(let text): TerminalText.escaped(text)
        case .count(let count): NumberText.grouped(count)
        case .bytes(let bytes): ByteCountText.short(bytes)
        case .microseconds(let time): DurationText.compact(microseconds: time)
        case .perSecond(let rate): NumberText.rate(rate)
        case .share(let share): "\(NumberText.fixed(share * 100, decimals: 0))%"
        case .missing: "-"
        }
    }

    /// For machines: plain numbers, times in milliseconds.
    var plain: String {
        switch self {
        case .text(let text): TerminalText.escaped(text)
        case .count(let count): String(count)
        case .bytes(let bytes): String(bytes)
        case .microseconds(let time): NumberText.fixed(Double(time) / 1_000, decimals: 3)
        case .perSecond(let number), .share(let number): NumberText.fixed(number, decimals: 3)
        case .missing: ""
        }
    }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .text(let text): writer.value(text)
        case .count(let count): writer.value(count)
        case .bytes(let bytes): writer.value(bytes)
        case .microseconds(let time): writer.fixed(time, decimals: 3)
        case .perSecond(let number), .share(let number): writer.value(number, decimals: 3)
        case .missing: writer.null()
        }
    }

    /// What `left` and `right` come to together; missing where a sum says nothing, as of rates.
    static func sum(_ left: Cell, _ right: Cell) -> Cell {
        switch (left, right) {
        case (.count(let left), .count(let right)): .count(left &+ right)
        case (.bytes(let left), .bytes(let right)): .bytes(left &+ right)
        default: .missing
        }
    }
}
