internal import ArgumentParser
internal import SkitterCore

/// A duration as users write it: `500ms 30s 5m 2h`.
struct DurationValue: ExpressibleByArgument, CustomStringConvertible {
    let duration: Duration

    init(_ duration: Duration) {
        self.duration = duration
    }

    init?(argument: String) {
        guard let duration = DurationText.parse(argument) else { return nil }
        self.duration = duration
    }

    var description: String { DurationText.compact(self.duration) }
    var defaultValueDescription: String { self.description }
}

/// A size as users write it: `64K 10M 1G`.
struct SizeValue: ExpressibleByArgument, CustomStringConvertible {
    let bytes: Int

    init(_ bytes: Int) {
        self.bytes = bytes
    }

    init?(argument: String) {
        guard let bytes = ByteCountText.parse(argument) else { return nil }
        self.bytes = bytes
    }

    var description: String { ByteCountText.short(self.bytes) }
    var defaultValueDescription: String { self.description }
}

/// A number of links, or `inf` for no limit.
struct DepthValue: ExpressibleByArgument, CustomStringConvertible {
    let limit: Int?

    init(_ limit: Int?) {
        self.limit = limit
    }

    init?(argument: String) {
        if argument == "inf" {
            self.limit = nil
        } else {
            guard let depth = Int(argument), depth >= 0 else { return nil }
            self.limit = depth
        }
    }

    var description: String { self.limit.map(String.init) ?? "inf" }
    var defaultValueDescription: String { self.description }
}

/// `on` or `off`.
enum Switch: String, ExpressibleByArgument, CaseIterable {
    case on, off
}
