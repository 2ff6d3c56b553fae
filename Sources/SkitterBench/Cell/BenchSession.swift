package import SkitterCore

/// A session that serves both kinds of caller: a task that suspends and a thread that waits.
package protocol BenchSession: HTTPSession {
    /// The response to `request`, one hop, like ``HTTPSession/fetch(_:)``; the calling thread waits for it.
    func fetchBlocking(_ request: FetchRequest) throws(FetchError) -> FetchResponse

    /// Serves threads that wait until ``endService()``, where a session has to do something for that.
    func serveThreads() async

    /// Lets ``serveThreads()`` return.
    func endService()
}

extension BenchSession {
    package func serveThreads() async {}
    package func endService() {}
}

extension BenchSession {
    /// Fetches the page of download `number` of `job`, its redirects included, when it is due; the task is suspended
    /// meanwhile, its thread is free.
    package func fetchPage(_ number: Int, of job: CellJob) async -> FetchedPage {
        let start = await job.turn(of: number)
        var request = job.request(of: number)
        var walk = RedirectWalk(request)
        while true {
            do throws(FetchError) {
                switch walk.arrived(try await self.fetch(request)) {
                case .send(let next): request = next
                case .end(let ending):
                    return FetchedPage(number: number, latency: start.duration(to: .now), ending: ending)
                }
            } catch {
                return FetchedPage(
                    number: number, latency: start.duration(to: .now), ending: .failed(error.description))
            }
        }
    }

    /// Fetches the page of download `number` of `job`, its redirects included, when it is due; the calling thread waits
    /// meanwhile.
    package func fetchPageBlocking(_ number: Int, of job: CellJob) -> FetchedPage {
        let start = job.turnBlocking(of: number)
        var request = job.request(of: number)
        var walk = RedirectWalk(request)
        while true {
            do throws(FetchError) {
                switch walk.arrived(try self.fetchBlocking(request)) {
                case .send(let next): request = next
                case .end(let ending):
                    return FetchedPage(number: number, latency: start.duration(to: .now), ending: ending)
                }
            } catch {
                return FetchedPage(
                    number: number, latency: start.duration(to: .now), ending: .failed(error.description))
            }
        }
    }
}
