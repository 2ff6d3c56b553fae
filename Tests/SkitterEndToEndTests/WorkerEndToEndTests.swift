import Foundation
import SkitterCore
import SkitterFixtureWeb
import Testing

/// URLSession in processes that may die: what a server does to them, and what a user does.
@Suite(.twoAtATime, .patience) struct WorkerEndToEndTests {
    private static let killers = ["/fault/chunked", "/fault/short-headers", "/fault/redirect-to?url=//[::1]/x"]

    @Test func serversThatEndWorkersCostTheirOwnPagesAlone() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 60)), options: .logged) { server in
            let pages = (1...60).map { "/fault/page/\($0)" }
            var targets = pages
            for (number, killer) in Self.killers.enumerated() { targets.insert(killer, at: 15 + 15 * number) }
            let seeds = try skitter.file("seeds.txt", targets.map { server.origin + $0 + "\n" }.joined())
            let outcome = try await skitter.run([
                "crawl", "-i", seeds, "-d", "0", "-c", "16", "--retries", "0", "--transport", "urlsession", "-o", "out",
            ])
            #expect(outcome.code == 0, "\(outcome.errors)")
            let record = try CrawlRecord(skitter.path("out"))
            #expect(Set(record.fetched) == Set(pages))
            #expect(Set(record.failed) == Set(Self.killers))
            for killer in Self.killers { #expect(try record.visit(killer).outcomeWord == "session-died") }
        }
    }

    @Test func noWorkerOutlivesACrawlThatIsKilled() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 5)), options: .logged) { server in
            // The worker has a request in flight that never ends.
            let seeds = try skitter.file("seeds.txt", "\(server.origin)/fault/never\n\(server.origin)/fault/page/1\n")
            let outcome = try await skitter.run([
                "crawl", "-i", seeds, "-d", "0", "--transport", "urlsession", "-o", "out",
            ]) { crawl in
                var workers: [pid_t] = []
                try await until {
                    workers = Self.workers(of: crawl.number)
                    return !workers.isEmpty && server.log.count(of: "/fault/page/1") > 0
                }
                crawl.signal(SIGKILL)
                try await until { workers.allSatisfy { Self.parent(of: $0) == nil } }
            }
            #expect(outcome.code == -SIGKILL)
        }
    }

    @Test func eachHostIsFetchedFromByItsOwnTransport() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 5))) { server in
            let other = server.origin.replacingOccurrences(of: "127.0.0.1", with: "localhost")
            _ = try skitter.file("skitter.yaml", "hosts:\n  localhost: {transport: urlsession}\n")
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", other + "/", "-d", "1", "-v", "-o", "out",
            ])
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.errors.contains("the other for localhost"))
            let visits = try CrawlRecord(skitter.path("out")).visits
            let byURLSession = visits.filter { $0.url.hasPrefix(other) }
            #expect(byURLSession.count > 1 && visits.count == 2 * byURLSession.count)
            // What was on the wire is told by curl alone.
            for visit in visits {
                #expect((visit.wireBytes == nil) == visit.url.hasPrefix(other), "\(visit.url)")
            }
            let manifest = try JSONValue(file: skitter.path("out/manifest.json"))
            #expect(manifest["transport"].string == "curl, urlsession")
        }
    }

    @Test func aCrawlWithoutAWorkerIsToldWhereItWasSought() async throws {
        let skitter = try SkitterProcess()
        let outcome = try await skitter.run(
            ["crawl", "http://127.0.0.1:1/", "--transport", "urlsession", "-o", "out"], worker: "/nowhere/worker")
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("/nowhere/worker") && outcome.errors.contains("SKITTER_WORKER"))
        #expect(!FileManager.default.fileExists(atPath: skitter.path("out")))
    }

    private static func workers(of parent: pid_t) -> [pid_t] {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return folders.compactMap { pid_t($0) }.filter { self.parent(of: $0) == parent }
    }

    /// The parent of a worker that runs, nil for any other process and for what is left of a dead one (proc(5), `stat`).
    private static func parent(of process: pid_t) -> pid_t? {
        let stat = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
        let parts = stat.components(separatedBy: ") ")
        guard parts.count > 1, parts[0].contains("skitter-fetch-w") else { return nil }
        let fields = parts[1].split(separator: " ")
        return fields.count > 1 && fields[0] != "Z" ? pid_t(fields[1]) : nil
    }
}
