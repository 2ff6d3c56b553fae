extension QueuedURL: Packable {
    private static let sources = LinkSource.allCases

    package func pack(into record: inout PackedWriter) {
        record.fixed(self.fingerprint)
        record.byte(UInt8(clamping: QueuedURL.sources.firstIndex(of: self.via) ?? 0))
        record.number(self.depth)
        record.number(self.attempts)
        record.text(self.url.href)
        guard var parent = self.parent else { return record.number(0) }
        // Most pages lie near those that name them: the text of the parent goes on where it leaves that of the URL.
        var href = self.url.href
        parent.withUTF8 { parent in
            let shared = href.withUTF8 { href in
                let most = min(parent.count, href.count)
                var shared = 0
                while shared < most, parent[shared] == href[shared] { shared += 1 }
                return shared
            }
            record.number(shared + 1)
            record.number(parent.count - shared)
            record.raw(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(parent)[shared...]))
        }
    }

    package init?(unpacking record: inout PackedReader) {
        self.fingerprint = record.fixed()
        let source = Int(record.byte())
        self.depth = record.number()
        self.attempts = record.number()
        let href = record.raw(record.number())
        let shared = record.number()
        let rest = shared > 0 ? record.raw(record.number()) : record.raw(0)
        guard !record.isDamaged, QueuedURL.sources.indices.contains(source), shared <= href.count + 1,
            let url = try? CrawlURL.parse(href.bindMemory(to: UInt8.self).span, base: nil)
        else { return nil }
        self.via = QueuedURL.sources[source]
        self.url = url
        self.parent = shared == 0 ? nil : QueuedURL.joined(href.prefix(shared - 1), rest)
    }

    private static func joined(_ start: Slice<UnsafeRawBufferPointer>, _ rest: UnsafeRawBufferPointer) -> String {
        String(unsafeUninitializedCapacity: start.count + rest.count) { buffer in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            bytes.copyBytes(from: start)
            UnsafeMutableRawBufferPointer(rebasing: bytes[start.count...]).copyBytes(from: rest)
            return start.count + rest.count
        }
    }
}
