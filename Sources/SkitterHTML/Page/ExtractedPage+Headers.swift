package import SkitterCore

/// What a response's header fields say is added to what its body said.
extension ExtractedPage {
    /// Adds the links of a `Link` field; those of other documents (`anchor`) are left out. `rel=canonical` is the page's
    /// canonical if its body named none.
    package mutating func append(linkHeader value: [UInt8], options: ExtractionOptions = ExtractionOptions()) {
        let offset = self.text.count
        guard value.count <= 1 << 20 else { return }
        self.text.append(contentsOf: value)
        var parser = LinkHeaderParser()
        while let found = parser.next(in: value.span) {
            if found.hasAnchor { continue }
            guard self.links.count < options.maximumLinks else {
                if self.truncated == nil { self.truncated = .links }
                return
            }
            let flags = found.rel.map { LinkRelations.flags(value.span.extracting($0)) } ?? []
            let trimmed = ASCII.trimmed(value.span.extracting(found.target)).shifted(by: found.target.lowerBound)
            let target = Self.range(trimmed, offset)
            self.links.append(
                RawLink(
                    target, element: .header, attribute: .href, flags: flags,
                    rel: Self.range(found.rel ?? 0..<0, offset)))
            if flags.contains(.canonical), self.canonical == nil { self.canonical = target }
        }
    }

    /// Adds a `Refresh` field, which outranks a `<meta>` of the page.
    package mutating func append(refreshHeader value: [UInt8]) {
        guard value.count <= 1 << 16, let refresh = MetaRefresh(value.span) else { return }
        let offset = self.text.count
        self.text.append(contentsOf: value)
        let target = refresh.target.map { Self.range($0, offset) }
        self.refresh = Refresh(seconds: refresh.seconds, target: target)
        if let target { self.links.append(RawLink(target, element: .header, attribute: .content)) }
    }

    private static func range(_ range: Range<Int>, _ offset: Int) -> TextRange {
        TextRange(
            start: UInt32(truncatingIfNeeded: range.lowerBound + offset),
            length: UInt32(truncatingIfNeeded: range.count))
    }
}
