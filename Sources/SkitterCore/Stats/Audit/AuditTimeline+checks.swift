extension AuditTimeline {
    /// Gaps, parallelism and closed hosts, judged by the policy of each crawler.
    ///
    /// A gap lies between any two crawlers: the one that asked first promised it. How many requests are in flight to a host is counted
    /// over all of them, how many there are in all of each, for that is what it promised.
    package func checks(_ policies: [AuditPolicy]) -> [Audit.Check] {
        var gaps = Audit.Check(.hostGap)
        var parallel = Audit.Check(.hostParallelism)
        var backOff = Audit.Check(.backOff)
        var tightest = Margin()
        var busiest = Load()
        var unknown = 0
        let delays = Dictionary(grouping: self.crawlDelays, by: \.host)
        let closures = Dictionary(grouping: self.closures, by: \.host)
        for requests in self.byHost() {
            guard let host = requests.first?.host else { continue }
            let isOwn = self.isOwn(requests)
            if isOwn == nil { unknown += 1 }
            let name = self.hosts[Int(host)]
            let policies = policies.map { $0.promised(to: name) }
            let crawlers = Set(requests.map(\.crawler)).map { policies[Int($0)] }
            let ceiling = crawlers.map { $0.ceiling(isOwn: isOwn) }.max() ?? 1
            self.judgeGaps(of: requests, name, isOwn: isOwn, delays[host] ?? [], policies, &gaps, &tightest)
            AuditTimeline.judgeLoad(of: requests, name, ceiling: ceiling, &parallel, &busiest)
            let isExact = ceiling == 1 && crawlers.count == 1
            AuditTimeline.judgeClosures(
                closures[host] ?? [], requests, name,
                slack: isExact ? AuditPolicy.rounding : crawlers.map(\.tolerance).max() ?? .zero, &backOff)
        }
        gaps.worst = tightest.words
        parallel.worst = busiest.words
        if unknown > 0 {
            let note =
                "\(unknown) hosts have no address in the record: they are judged by explicit options and Crawl-delay alone"
            gaps.notes.append(note)
            parallel.notes.append(note)
        }
        return [gaps, self.addressGaps(policies), parallel, self.totalLoad(policies), backOff]
    }

    /// The case with the least room between what was kept and what had to be.
    private struct Margin {
        private var least: Int64?
        private(set) var words: String?

        mutating func offer(_ margin: Int64, _ words: @autoclosure () -> String) {
            guard margin < self.least ?? .max else { return }
            self.least = margin
            self.words = words()
        }
    }

    /// The case with the most requests in flight.
    private struct Load {
        private var most = 0
        private(set) var words: String?

        mutating func offer(_ load: Int, _ words: @autoclosure () -> String) {
            guard load > self.most else { return }
            self.most = load
            self.words = words()
        }
    }

    private func judgeGaps(
        of requests: ArraySlice<Request>, _ name: String, isOwn: Bool?, _ delays: [CrawlDelay],
        _ policies: [AuditPolicy], _ check: inout Audit.Check, _ tightest: inout Margin
    ) {
        for (last, next) in zip(requests, requests.dropFirst()) {
            let policy = policies[Int(last.crawler)]
            let ceiling = policy.ceiling(isOwn: isOwn)
            // One at a time, the pause begins with the answer's end; several at a time, it is one between starts.
            let from = ceiling == 1 ? last.ended : last.started
            let crawlDelay = delays.filter { $0.from <= from }.map(\.delay).max() ?? .zero
            let time = ceiling == 1 ? Duration.microseconds(last.ended - last.started) : .zero
            let required = max(policy.pause(after: time, isOwn: isOwn), crawlDelay)
            guard required > .zero else { continue }
            check.judged += 1
            let gap = next.started &- from
            let margin = gap &- required.wholeMicroseconds
            let words = { "\(AuditTimeline.text(gap)) of \(AuditTimeline.text(required.wholeMicroseconds))" }
            tightest.offer(margin, "\(name): \(words())")
            // Two crawlers have two clocks.
            let isExact = ceiling == 1 && last.crawler == next.crawler
            let slack = isExact ? AuditPolicy.rounding : policy.tolerance
            if margin < -slack.wholeMicroseconds {
                let since = ceiling == 1 ? "the answer before" : "the request before"
                check.violated(
                    Audit.Violation(name, "asked again after \(words()) since \(since)", at: next.started))
            }
        }
    }

    private static func judgeLoad(
        of requests: ArraySlice<Request>, _ name: String, ceiling: Int, _ check: inout Audit.Check,
        _ busiest: inout Load
    ) {
        check.judged += 1
        let (load, at) = AuditTimeline.load(of: requests)
        busiest.offer(load, "\(name): \(load) in flight of \(ceiling)")
        if load > ceiling {
            check.violated(Audit.Violation(name, "\(load) requests in flight of \(ceiling)", at: at))
        }
    }

    /// The most requests in flight at a time, and when that was first.
    private static func load(of requests: ArraySlice<Request>) -> (load: Int, at: Int64?) {
        let ends = requests.map(\.ended).sorted()
        var ended = 0
        var most = (load: 0, at: Int64?.none)
        for (index, request) in requests.enumerated() {
            while ended < ends.count, ends[ended] <= request.started { ended += 1 }
            // A request of no length ended as it began, before the next one.
            let load = max(1, index + 1 - ended)
            if load > most.load { most = (load, request.started) }
        }
        return most
    }

    private static func judgeClosures(
        _ closures: [Closure], _ requests: ArraySlice<Request>, _ name: String, slack: Duration,
        _ check: inout Audit.Check
    ) {
        let slack = slack.wholeMicroseconds
        let starts = requests.map(\.started)
        for closure in closures {
            check.judged += closure.isRefusal ? 1 : 0
            // The first start behind the instant at which the host was closed.
            var low = 0
            var high = starts.count
            while low < high {
                let middle = (low + high) / 2
                if starts[middle] > closure.from &+ slack { high = middle } else { low = middle + 1 }
            }
            guard low < starts.count else { continue }
            let early = closure.until &- starts[low]
            if closure.isRefusal, check.worst == nil {
                check.worst = "\(name): left alone for \(AuditTimeline.text(starts[low] &- closure.from))"
            }
            guard early > slack else { continue }
            let reason = closure.isRefusal ? "it asked to be left alone" : "its delay was over"
            check.violated(
                Audit.Violation(
                    name,
                    "asked \(AuditTimeline.text(early)) before \(closure.isRefusal ? "the time for which \(reason) ended" : reason)",
                    at: starts[low]))
        }
    }

    private func addressGaps(_ policies: [AuditPolicy]) -> Audit.Check {
        var check = Audit.Check(.addressGap)
        var tightest = Margin()
        for requests in self.byAddress() {
            guard let first = requests.first else { continue }
            let address = self.addresses[Int(first.address)]
            for (last, next) in zip(requests, requests.dropFirst()) {
                let policy = policies[Int(last.crawler)]
                let required = policy.addressGap(isPrivate: address.isPrivate).wholeMicroseconds
                guard required > 0 else { continue }
                check.judged += 1
                let gap = next.started &- last.started
                let words = { "\(AuditTimeline.text(gap)) of \(AuditTimeline.text(required))" }
                tightest.offer(gap &- required, "\(address): \(words())")
                if gap &- required < -policy.tolerance.wholeMicroseconds {
                    let hosts = Set([last.host, next.host]).map { self.hosts[Int($0)] }.sorted()
                    check.violated(
                        Audit.Violation(
                            address.description, "asked again after \(words()) (\(hosts.joined(separator: ", ")))",
                            at: next.started))
                }
            }
        }
        check.worst = tightest.words
        return check
    }

    private func totalLoad(_ policies: [AuditPolicy]) -> Audit.Check {
        var check = Audit.Check(.parallelism)
        var busiest = Load()
        check.judged = self.requests.count
        for requests in AuditTimeline.groups(self.requests, by: \.crawler) {
            guard let first = requests.first else { continue }
            let policy = policies[Int(first.crawler)]
            let (load, at) = AuditTimeline.load(of: requests)
            busiest.offer(load, "\(load) in flight of \(policy.concurrency)")
            if load > policy.concurrency {
                check.violated(
                    Audit.Violation(policy.crawler, "\(load) requests in flight of \(policy.concurrency)", at: at))
            }
        }
        check.worst = busiest.words
        return check
    }

    private static func text(_ microseconds: Int64) -> String {
        microseconds < 0
            ? "-" + DurationText.compact(microseconds: -microseconds) : DurationText.compact(microseconds: microseconds)
    }
}

extension Duration {
    /// Rounded down to microseconds.
    fileprivate var wholeMicroseconds: Int64 { self.wholeNanoseconds / 1_000 }
}
