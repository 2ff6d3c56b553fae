private import SkitterLock

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Darwin)
    private import Darwin
#endif

/// The access log: one line for each request, complete as soon as the client can have seen the end of the answer.
///
/// A line is written with a single `write` to a file opened for appending, before the last bytes of the answer are sent.
/// So who reads the file after having received an answer finds its line, while the server runs and after it.
///
/// The fields of a line are separated by tabs: unix time with microseconds at which the request was received, number of
/// the connection, method, path with query, status (0: no status line was sent), bytes written for the answer (its head
/// included), user agent ("-": none). Tabs and control characters in what clients send are written as "?".
package final class FixtureLog: Sendable {
    package struct Entry: Sendable, Hashable {
        /// When the request's head was complete.
        package var receivedMicroseconds: Int64
        /// Connections are numbered from 1 in the order in which they were accepted.
        package var connection: Int
        package var method: String
        /// Path and query as sent.
        package var target: String
        package var status: Int
        /// Bytes written to the connection for this answer, its head included.
        package var bytes: Int
        package var userAgent: String?
        /// The `Host` header as sent. Not in the file.
        package var host: String?
        /// When the last bytes of the answer were about to leave, or the client was found gone. Not in the file.
        package var endedMicroseconds: Int64
    }

    /// In the order in which answers ended; only when the log is kept in memory.
    private let kept: Locked<[Entry]>
    private let keepsEntries: Bool
    /// -1: no file.
    private let file: Int32

    init(path: String?, keepsEntries: Bool) throws(FixtureServerError) {
        self.kept = Locked([])
        self.keepsEntries = keepsEntries
        guard let path else {
            self.file = -1
            return
        }
        self.file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard self.file >= 0 else {
            throw FixtureServerError(
                code: .noLogFile,
                message: "The log file \(path) cannot be written: \(String(cString: strerror(errno))).")
        }
    }

    deinit {
        if self.file >= 0 { close(self.file) }
    }

    /// What has been logged so far; empty unless the server keeps its log in memory.
    package var entries: [Entry] {
        self.kept.withLock { $0 }
    }

    /// How many they are.
    package var count: Int {
        self.kept.withLock { $0.count }
    }

    func append(_ entry: Entry) {
        if self.keepsEntries { self.kept.withLock { $0.append(entry) } }
        guard self.file >= 0 else { return }
        var line = Array(entry.line.utf8)
        line.append(UInt8(ascii: "\n"))
        // A full disk must not stop the server; the reader sees that lines are missing.
        _ = line.withUnsafeBytes { write(self.file, $0.baseAddress, $0.count) }
    }

    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}

extension FixtureLog.Entry {
    /// The line without its end.
    package var line: String {
        let fraction = String(self.receivedMicroseconds % 1_000_000)
        let time =
            "\(self.receivedMicroseconds / 1_000_000)." + String(repeating: "0", count: 6 - fraction.utf8.count)
            + fraction
        return
            "\(time)\t\(self.connection)\t\(Self.clean(self.method))\t\(Self.clean(self.target))\t\(self.status)\t\(self.bytes)\t"
            + Self.clean(self.userAgent ?? "-")
    }

    private static func clean(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return text }
        return String(decoding: text.utf8.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
    }
}
