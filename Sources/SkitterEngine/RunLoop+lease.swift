internal import SkitterCore

/// Asking the frontier for more.
extension RunLoop {
    /// As many visits as there are free places begin, if the frontier has something to do.
    func lease(in group: inout TaskGroup<Event>, _ underWay: inout UnderWay, _ lifecycle: inout CrawlLifecycle)
        async
    {
        // What has come back is finished next, unless others still are: then no more of it gathers than twice the places.
        let concurrency = self.configuration.frontier.concurrency
        let waiting = underWay.finishing > 0 ? underWay.returned.count : 0
        let room = min(concurrency, 2 * concurrency - waiting) - underWay.visits
        guard room > 0 else { return }
        let answer: LeaseAnswer
        let now = self.clock.now
        do {
            answer = try await self.frontier.lease(upTo: room, at: now, besideFinish: underWay.finishing > 0)
        } catch {
            lifecycle.endReached(.frontierFailed("\(error)"))
            return
        }
        underWay.visits += answer.leases.count
        let loans = answer.leases.isEmpty ? [] : await self.pool.lease(for: answer.leases.map(\.url.hostname))
        for (lease, loan) in zip(answer.leases, loans) {
            let place = underWay.places.popLast()
            place?.taken(by: lease.id, at: now)
            group.addTask(executorPreference: loan.member.executor) {
                [services = self.services, desk = self.desk] in
                let visit = PageVisit(
                    lease: lease, services: services, session: loan.member.session, place: place)
                desk.put(await visit.run(), on: loan, from: place)
                return .visited
            }
        }
        for host in answer.resolve {
            underWay.lookUps += 1
            group.addTask { .resolved(await self.resolve(host)) }
        }
        underWay.limit = answer.limiter
        switch answer.wait {
        case .none, .finish:
            break
        case .until(let instant, _):
            self.wake(at: instant, in: &group, &underWay)
        case .straggler(let instant), .others(let instant):
            self.wake(at: instant, in: &group, &underWay)
        case .journal:
            if !underWay.isWaitingForRoom {
                underWay.isWaitingForRoom = true
                group.addTask {
                    try? await self.frontier.roomToLease()
                    return .roomToLease
                }
            }
        case .budget: lifecycle.endReached(.pageBudget)
        case .drained: lifecycle.endReached(.finished)
        case .tooLong(let instant, let host): lifecycle.endReached(.onlyWaitingHosts(host, instant))
        }
    }

    /// Sets a timer, where none rings as early.
    private func wake(at instant: CrawlInstant, in group: inout TaskGroup<Event>, _ underWay: inout UnderWay) {
        guard instant < underWay.timer else { return }
        underWay.timer = instant
        group.addTask { await self.sleep(until: instant, then: .woke(instant)) }
    }

    private func resolve(_ host: String) async -> ResolvedHost {
        do throws(FetchError) {
            return ResolvedHost(host: host, result: .success(try await self.resolver.addresses(of: host)))
        } catch {
            return ResolvedHost(host: host, result: .failure(error))
        }
    }
}
