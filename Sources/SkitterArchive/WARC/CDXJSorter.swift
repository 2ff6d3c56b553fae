#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Sorts the lines of an index in bounded memory and writes them as a file: by bytes, a line that repeats once.
///
/// Lines are held up to ``Limits/bufferBytes`` (and 8 bytes each for their order), then written as a sorted run beside
/// the index; no more than ``Limits/runs`` runs are open at once, each with a buffer of 64 KiB: 45 MB by default, however
/// many lines there are. Where it ends early the runs are removed, and a file that was there stays as it was.
package struct CDXJSorter: ~Copyable {
    /// What bounds the memory.
    package struct Limits: Sendable {
        /// Lines held in memory before they become a run.
        package var bufferBytes = 32 << 20
        /// Runs that are merged at once; when so many are there they become one.
        package var runs = 64

        /// The defaults.
        package init() {}
    }

    /// Where the index goes.
    package let path: String
    private let limits: Limits
    private var lines: [UInt8] = []
    /// Where each line begins in `lines`, and its length.
    private var ranges: [(start: UInt32, length: UInt32)] = []
    /// The files of the runs, in the order in which they were made.
    private var runs: [String] = []
    private var runCount = 0

    /// A sorter without lines, for an index at `path`.
    package init(path: String, limits: Limits = Limits()) {
        precondition(limits.bufferBytes > 0 && limits.bufferBytes < 1 << 31 && limits.runs > 1, "limits make sense")
        self.path = path
        self.limits = limits
    }

    deinit {
        for run in self.runs { unlink(run) }
        unlink(self.path + ".tmp")
    }

    /// Takes the line of `entry`.
    package mutating func add(_ entry: CDXJEntry) throws(ArchiveError) {
        let start = self.lines.count
        entry.appendLine(to: &self.lines)
        try self.took(from: start)
    }

    /// Takes the lines of an index that was written before, with `directory` before the names of their files.
    package mutating func add(indexAt path: String, filesIn directory: String = "") throws(ArchiveError) {
        let reader = try CDXJRunReader(path)
        while try reader.advance() {
            let start = self.lines.count
            if directory.isEmpty {
                self.lines.append(contentsOf: reader.line)
            } else if !CDXJEntry.append(reader.line, filesIn: directory, to: &self.lines) {
                throw ArchiveError(.corrupt, path: path, "holds a line that names no file; remove it, it is made anew")
            }
            try self.took(from: start)
        }
    }

    /// Writes the index and puts it in its place in one step.
    package consuming func finish() throws(ArchiveError) {
        let temporary = self.path + ".tmp"
        unlink(temporary)
        var output = try CDXJRunWriter(temporary)
        if self.runs.isEmpty {
            self.sort()
            for range in self.ranges { try output.append(self.line(range)) }
        } else {
            try self.writeRun()
            try CDXJSorter.merge(self.runs, into: &output)
        }
        try output.finish(synchronizing: true)
        guard rename(temporary, self.path) == 0 else {
            throw ArchiveError(
                .failed, path: self.path, "could not be replaced (\(SystemError(number: errno).reason))")
        }
    }

    private mutating func took(from start: Int) throws(ArchiveError) {
        self.ranges.append((UInt32(start), UInt32(self.lines.count - start)))
        if self.lines.count >= self.limits.bufferBytes { try self.writeRun() }
    }

    private mutating func writeRun() throws(ArchiveError) {
        guard !self.ranges.isEmpty else { return }
        self.sort()
        var output = try CDXJRunWriter(self.newRun())
        for range in self.ranges { try output.append(self.line(range)) }
        try output.finish(synchronizing: false)
        self.lines.removeAll(keepingCapacity: true)
        self.ranges.removeAll(keepingCapacity: true)
        guard self.runs.count >= self.limits.runs else { return }
        let merged = self.runs
        var all = try CDXJRunWriter(self.newRun())
        try CDXJSorter.merge(merged, into: &all)
        try all.finish(synchronizing: false)
        for run in merged { unlink(run) }
        self.runs.removeFirst(merged.count)
    }

    /// Names a run; it is removed with this sorter, whatever comes of it.
    private mutating func newRun() -> String {
        let run = self.path + ".run-\(self.runCount)"
        self.runCount += 1
        unlink(run)
        self.runs.append(run)
        return run
    }

    private mutating func sort() {
        self.lines.withUnsafeBytes { bytes in
            self.ranges.sort { left, right in
                CDXJSorter.precedes(
                    UnsafeRawBufferPointer(rebasing: bytes[Int(left.start)..<Int(left.start + left.length)]),
                    UnsafeRawBufferPointer(rebasing: bytes[Int(right.start)..<Int(right.start + right.length)]))
            }
        }
    }

    private func line(_ range: (start: UInt32, length: UInt32)) -> ArraySlice<UInt8> {
        self.lines[Int(range.start)..<Int(range.start + range.length)]
    }

    /// The order of an index: that of bytes.
    private static func precedes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        guard let first = left.baseAddress, let second = right.baseAddress else { return left.count < right.count }
        let order = memcmp(first, second, min(left.count, right.count))
        return order == 0 ? left.count < right.count : order < 0
    }

    private static func precedes(_ left: CDXJRunReader, _ right: CDXJRunReader) -> Bool {
        left.line.withUnsafeBytes { first in right.line.withUnsafeBytes { CDXJSorter.precedes(first, $0) } }
    }

    /// Merges sorted runs through a heap whose top has the least line.
    private static func merge(_ runs: [String], into output: inout CDXJRunWriter) throws(ArchiveError) {
        var heap: [CDXJRunReader] = []
        for run in runs {
            let reader = try CDXJRunReader(run)
            if try reader.advance() { heap.append(reader) }
        }
        for index in stride(from: heap.count / 2 - 1, through: 0, by: -1) { CDXJSorter.siftDown(&heap, from: index) }
        while let top = heap.first {
            try output.append(top.line)
            if try !top.advance() {
                heap.swapAt(0, heap.count - 1)
                heap.removeLast()
            }
            CDXJSorter.siftDown(&heap, from: 0)
        }
    }

    private static func siftDown(_ heap: inout [CDXJRunReader], from start: Int) {
        var index = start
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2] where child < heap.count {
                if CDXJSorter.precedes(heap[child], heap[least]) { least = child }
            }
            if least == index { return }
            heap.swapAt(index, least)
            index = least
        }
    }
}
