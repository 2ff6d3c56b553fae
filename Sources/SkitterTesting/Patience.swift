private import FoundationEssentials

/// How long tests wait before they take what is slow for broken: the one place that knows of builds with a sanitizer.
package enum Patience {
    /// How many times as long everything may take: ten under a sanitizer (dev/sanitize.sh sets `SKITTER_SANITIZED`), else one.
    package static let factor = ProcessInfo.processInfo.environment["SKITTER_SANITIZED"] == "1" ? 10 : 1

    /// As long as `seconds` are without a sanitizer.
    package static func seconds(_ seconds: Int) -> Duration {
        .seconds(seconds * Self.factor)
    }

    /// As long as `milliseconds` are without a sanitizer.
    package static func milliseconds(_ milliseconds: Int) -> Duration {
        .milliseconds(milliseconds * Self.factor)
    }

    /// As long as `minutes` are without a sanitizer, in minutes.
    package static func minutes(_ minutes: Int) -> Int {
        minutes * Self.factor
    }
}
