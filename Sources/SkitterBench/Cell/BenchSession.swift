package import SkitterCore

/// A session that serves both kinds of caller: a task that suspends and a thread that waits.
package protocol BenchSession: HTTPSession {
    /// The response to `request`, one hop, like ``HTTPSession/fetch(_:)``; the calling thread waits for it.
    func fetchBlocking(_ request: FetchRequest) throws(FetchError) -> FetchResponse
}

extension BenchSession {
    /// Makes download `number` of `job`, its redirects included; the task is suspended meanwhile, its thread is free.
    package func download(_ number: Int, of job: CellJob) async -> Download {
        let start = ContinuousClock.now
        var request = job.request(of: number)
        var walk = RedirectWalk(request)
        while true {
            do throws(FetchError) {
                switch walk.arrived(try await self.fetch(request)) {
                case .send(let next): request = next
                case .end(let outcome):
                    return Download(number: number, latency: start.duration(to: .now), outcome: outcome)
                }
            } catch {
                return Download(number: number, latency: start.duration(to: .now), outcome: .failed(error.description))
            }
        }
    }

    /// Makes download `number` of `job`, its redirects included; the calling thread waits meanwhile.
    package func downloadBlocking(_ number: Int, of job: CellJob) -> Download {
        let start = ContinuousClock.now
        var request = job.request(of: number)
        var walk = RedirectWalk(request)
        while true {
            do throws(FetchError) {
                switch walk.arrived(try self.fetchBlocking(request)) {
                case .send(let next): request = next
                case .end(let outcome):
                    return Download(number: number, latency: start.duration(to: .now), outcome: outcome)
                }
            } catch {
                return Download(number: number, latency: start.duration(to: .now), outcome: .failed(error.description))
            }
        }
    }
}
