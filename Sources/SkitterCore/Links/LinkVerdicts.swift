/// What becomes of the links in a ledger now that all is known: three looks at its pages, each in bounded memory.
package struct LinkVerdicts {
    /// Where a link leads in the end.
    private enum End {
        /// To this page, which was answered with this status.
        case good(page: UInt64, status: Int)
        /// It was not asked for: this is known of it.
        case known(KnownLink)
        case broken(LinkCheck.Flaw)
        case doubtful(LinkCheck.Doubt)
    }

    /// What is broken, apart from who says so.
    private enum Subject: Hashable {
        case url(UInt64)
        case place(String)
        case invalid(String)
    }

    private struct Finding {
        var broken: LinkCheck.Broken
        /// The page that was counted last: a page counts once.
        var lastPage: UInt64?
    }

    private let ledger: LinkLedger
    private let isFinished: Bool
    private var result = LinkCheck()
    /// URLs that pages link to.
    private var named: Set<UInt64> = []
    /// The places that links name in pages, and whether they are there; nil where nobody can tell.
    private var places: [UInt64: [FragmentName: Bool?]] = [:]

    /// Looks at the links of `ledger`. Where the crawl is not finished, what it did not come to may be good.
    package init(_ ledger: LinkLedger, isFinished: Bool) {
        self.ledger = ledger
        self.isFinished = isFinished
        self.countLinks()
        self.findPlaces()
    }

    /// The result.
    package func check() -> LinkCheck {
        var result = self.result
        result.broken = self.broken().sorted {
            ($0.url, $0.flaw.reason) < ($1.url, $1.flaw.reason)
        }
        return result
    }

    // MARK: - URLs

    private mutating func countLinks() {
        var (result, named, places) = (LinkCheck(), Set<UInt64>(), self.places)
        var doubts: [LinkCheck.Doubt: LinkCheck.Unchecked] = [:]
        self.ledger.forEachPage { page in
            result.pages += 1
            for link in page.links {
                let isNew = named.insert(link.id).inserted
                guard isNew || link.place != nil else { continue }
                let end = self.end(of: link.id)
                if isNew { LinkVerdicts.count(link.id, end, self.ledger, &result, &doubts) }
                if case .good(let page, _) = end, self.ledger.rules.checksFragments,
                    let name = link.place.flatMap({ FragmentName(ofURL: $0) })
                {
                    places[page, default: [:]][name] = .some(nil)
                }
            }
        }
        result.links = named.count
        result.unchecked = LinkCheck.Doubt.allCases.compactMap { doubts[$0] }
        (self.result, self.named, self.places) = (result, named, places)
    }

    private static func count(
        _ id: UInt64, _ end: End, _ ledger: LinkLedger, _ result: inout LinkCheck,
        _ doubts: inout [LinkCheck.Doubt: LinkCheck.Unchecked]
    ) {
        switch end {
        case .good: result.good += 1
        case .known(let link):
            result.reused += 1
            if link.flaw(accepted: ledger.rules.accepted) == nil { result.good += 1 }
        case .broken: break
        case .doubtful(let doubt):
            doubts[doubt, default: LinkCheck.Unchecked(doubt: doubt, count: 0, urls: [])].count += 1
            if let text = ledger.texts[id] { doubts[doubt]?.urls.insertSorted(text, atMost: LinkVerdicts.namedDoubts) }
        }
    }

    /// So many URLs of which nobody can tell are named for each reason.
    private static let namedDoubts = 20

    /// Where the link to `id` ends, whatever redirects it.
    private func end(of id: UInt64) -> End {
        var current = id
        for hops in 0...LinkVerdicts.mostHops {
            switch self.ledger.standings[current] {
            case nil:
                if hops == 0, let known = self.ledger.known[id] { return .known(known) }
                return .doubtful(self.isFinished ? .excluded : .notAsked)
            case .good(let status): return .good(page: current, status: status)
            case .broken(let index): return .broken(self.ledger.flaws[index])
            case .doubtful(let doubt): return .doubtful(doubt)
            case .redirected(let next): current = next
            }
        }
        return .broken(LinkCheck.Flaw(LinkCheck.Flaw.redirects))
    }

    /// More than any crawl follows in a row; a circle never ends.
    private static let mostHops = 300

    /// What the link to `id` is redirected to, in order, up to where it repeats itself.
    private func redirects(of id: UInt64) -> [String] {
        var targets: [String] = []
        var passed: Set<UInt64> = []
        var current = id
        while case .redirected(let next) = self.ledger.standings[current], passed.insert(current).inserted {
            if let target = self.ledger.targets[current] { targets.append(target) }
            current = next
        }
        return targets
    }

    // MARK: - Places

    private mutating func findPlaces() {
        guard !self.places.isEmpty else { return }
        var places = self.places
        self.ledger.forEachPlaces { page, anchors in
            guard let names = places[page]?.keys else { return }
            let sorted = anchors()
            for name in names { places[page]?[name] = .some(name.isAmong(sorted)) }
        }
        self.places = places
    }

    /// Whether the place that a link names is missing, as far as anybody can tell.
    private func isMissing(_ place: String?, _ end: End) -> FragmentName? {
        guard self.ledger.rules.checksFragments, let name = place.flatMap({ FragmentName(ofURL: $0) }) else {
            return nil
        }
        return switch end {
        case .good(let page, _): self.places[page]?[name] == .some(false) ? name : nil
        case .known(let link): link.fragments[name.text] == false ? name : nil
        case .broken, .doubtful: nil
        }
    }

    // MARK: - What is broken

    private func broken() -> [LinkCheck.Broken] {
        var findings: [Subject: Finding] = [:]
        let most = self.ledger.rules.namedPages
        func found(_ subject: Subject, on page: LinkLedger.Page, _ make: () -> LinkCheck.Broken) {
            var finding = findings[subject] ?? Finding(broken: make())
            guard finding.lastPage != page.id else { return }
            finding.lastPage = page.id
            finding.broken.pageCount += 1
            finding.broken.pages.insertSorted(page.url, atMost: most)
            findings[subject] = finding
        }
        self.ledger.forEachPage { page in
            for link in page.links {
                let end = self.end(of: link.id)
                if let flaw = self.flaw(end) {
                    found(.url(link.id), on: page) { self.broken(link.id, flaw, end) }
                } else if let place = link.place, let name = self.isMissing(place, end) {
                    found(.place(place), on: page) {
                        let message = "no element has the id \"\(name.text)\""
                        var broken = LinkCheck.Broken(
                            url: place, flaw: LinkCheck.Flaw(LinkCheck.Flaw.fragment, message: message))
                        broken.redirects = self.redirects(of: link.id)
                        return broken
                    }
                }
            }
            for text in page.invalid {
                found(.invalid(text), on: page) {
                    LinkCheck.Broken(url: text, flaw: LinkCheck.Flaw(LinkCheck.Flaw.invalid))
                }
            }
        }
        for given in self.ledger.given where findings[.url(given.id)] == nil {
            guard let flaw = self.flaw(self.end(of: given.id)) else { continue }
            var broken = LinkCheck.Broken(url: given.url, flaw: flaw)
            broken.redirects = self.redirects(of: given.id)
            if let sitemap = given.sitemap { (broken.pageCount, broken.pages) = (1, [sitemap]) }
            findings[.url(given.id)] = Finding(broken: broken)
        }
        return findings.values.map(\.broken)
    }

    private func flaw(_ end: End) -> LinkCheck.Flaw? {
        switch end {
        case .broken(let flaw): flaw
        case .known(let link): link.flaw(accepted: self.ledger.rules.accepted)
        case .good, .doubtful: nil
        }
    }

    private func broken(_ id: UInt64, _ flaw: LinkCheck.Flaw, _ end: End) -> LinkCheck.Broken {
        if case .known(let link) = end {
            var broken = LinkCheck.Broken(url: link.url, flaw: flaw)
            broken.redirects = link.redirects
            return broken
        }
        var broken = LinkCheck.Broken(url: self.ledger.texts[id] ?? "", flaw: flaw)
        broken.redirects = self.redirects(of: id)
        return broken
    }

    // MARK: - For a later check

    /// What a later check need not ask for again, which began at `microseconds`.
    package func knownLinks(at microseconds: Int64) -> [KnownLink] {
        self.ledger.beyond.compactMap { id, url in
            guard self.named.contains(id) else { return nil }
            var link = KnownLink(url: url, checkedMicroseconds: microseconds, status: 0)
            link.redirects = self.redirects(of: id)
            switch self.end(of: id) {
            case .good(let page, let status):
                link.status = status
                for (name, isThere) in self.places[page] ?? [:] { link.fragments[name.text] = isThere }
            case .broken(let flaw):
                guard let status = flaw.status, flaw.reason != FailureClass.incomplete.description else { return nil }
                link.status = status
                if flaw.reason == LinkCheck.Flaw.noTarget { link.flaw = flaw.reason }
            case .known, .doubtful: return nil
            }
            return KnownLink.lasts(link.status) ? link : nil
        }
    }
}

extension [String] {
    /// Puts `text` in its place in the order, once, where it is among the first `most`.
    fileprivate mutating func insertSorted(_ text: String, atMost most: Int) {
        let index = self.firstIndex { $0 >= text } ?? self.endIndex
        guard index < most, index == self.endIndex || self[index] != text else { return }
        self.insert(text, at: index)
        if self.count > most { self.removeLast() }
    }
}
