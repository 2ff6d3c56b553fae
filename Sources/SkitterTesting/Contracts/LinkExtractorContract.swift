public import SkitterCore

/// What every `LinkExtractor` promises, whatever kind of document it reads, as named scenarios that throw a
/// ``ContractViolation``.
public enum LinkExtractorContract {
    /// An extractor, and a document that it finds links in.
    public struct Subject: Sendable {
        /// Makes the extractor.
        public var extractor: @Sendable () -> any LinkExtractor
        /// A document, whole and right.
        public var body: [UInt8]
        /// What is known of it besides.
        public var document: DocumentContext

        /// An extractor, tried with `body`.
        public init(
            body: [UInt8], document: DocumentContext, extractor: @escaping @Sendable () -> any LinkExtractor
        ) {
            self.extractor = extractor
            self.body = body
            self.document = document
        }
    }

    /// One promise.
    public typealias Scenario = ContractScenario<Subject>

    /// All promises.
    public static let scenarios: [Scenario] = [
        Scenario("the links of a document are found, in its text") { subject, claim in
            let page = subject.extractor().extract(subject.body, subject.document)
            try claim.that(!page.links.isEmpty, "no link was found")
            try LinkExtractorContract.check(page, claim)
            try claim.that(page.links.allSatisfy { $0.length > 0 }, "a link is empty")
        },
        Scenario("of nothing comes nothing") { subject, claim in
            let page = subject.extractor().extract([], subject.document)
            try claim.equal(page.links.count, 0, "the number of links")
            try LinkExtractorContract.check(page, claim)
        },
        Scenario("the same document is read alike each time") { subject, claim in
            let extractor = subject.extractor()
            let first = LinkExtractorContract.words(extractor.extract(subject.body, subject.document))
            _ = extractor.extract(Array(subject.body.reversed()), subject.document)
            try claim.equal(
                LinkExtractorContract.words(extractor.extract(subject.body, subject.document)), first,
                "the second reading")
        },
        Scenario("many tasks may ask one extractor at a time") { subject, claim in
            let extractor = subject.extractor()
            let expected = LinkExtractorContract.words(extractor.extract(subject.body, subject.document))
            let answers = await withTaskGroup(of: [String].self) { group in
                for _ in 0..<32 {
                    group.addTask { LinkExtractorContract.words(extractor.extract(subject.body, subject.document)) }
                }
                return await group.reduce(into: Set<[String]>()) { $0.insert($1) }
            }
            try claim.equal(answers, [expected], "the answers")
        },
        Scenario("a document that is cut off anywhere is read as far as it goes") { subject, claim in
            let extractor = subject.extractor()
            let step = max(1, subject.body.count / 500)
            for end in stride(from: 0, through: subject.body.count, by: step) {
                try LinkExtractorContract.check(extractor.extract(Array(subject.body[..<end]), subject.document), claim)
            }
        },
        Scenario("whatever the bytes are, the answer keeps to its text") { subject, claim in
            let extractor = subject.extractor()
            var dice = SplitMix64(seed: 1)
            for _ in 0..<500 {
                let body = dice.mutated(subject.body)
                try LinkExtractorContract.check(extractor.extract(body, subject.document), claim)
            }
            for _ in 0..<200 {
                let noise = (0..<Int.random(in: 0...300, using: &dice)).map { _ in
                    UInt8.random(in: 0...255, using: &dice)
                }
                try LinkExtractorContract.check(extractor.extract(noise, subject.document), claim)
            }
        },
    ]

    /// The URLs of all links.
    private static func words(_ page: ExtractedPage) -> [String] {
        page.links.map { page.string($0.url) }
    }

    /// Every range of `page` lies within its text.
    private static func check(_ page: ExtractedPage, _ claim: Claim) throws {
        var ranges = page.links.flatMap { [$0.url, $0.rel, $0.anchorText] }
        ranges += [page.base, page.title, page.canonical, page.refresh?.target].compactMap(\.self)
        ranges += page.metaRobots.flatMap { [$0.name, $0.content] }
        for range in ranges {
            let end = UInt64(range.start) + UInt64(range.length)
            try claim.that(
                end <= UInt64(page.text.count), "a range ends at \(end) in a text of \(page.text.count) bytes")
        }
    }
}
