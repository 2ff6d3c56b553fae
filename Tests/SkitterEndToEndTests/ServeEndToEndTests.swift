import Foundation
import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import Testing

/// `skitter serve` as a process, asked by `skitter crawl` as another one and by raw requests.
@Suite(.twoAtATime, .patience) struct ServeEndToEndTests {
    @Test func theMadeUpWebIsServedAndCrawledByTwoProcesses() async throws {
        let web = FixtureWeb(seed: 9, pageCount: 50)
        let skitter = try SkitterProcess()
        let outcome = try await skitter.run([
            "serve", "--port", "0", "--pages", "50", "--seed", "9", "--log", skitter.path("access.log"),
        ]) { server in
            let origin = try await server.firstLine()
            let crawl = try await skitter.run(["crawl", origin, "-d", "inf", "-o", "out"])
            #expect(crawl.code == 0, "\(crawl.errors)")
            server.signal(SIGINT)
        }
        #expect(outcome.code == 0)
        #expect(outcome.errors.isEmpty)
        let record = try CrawlRecord(skitter.path("out"))
        #expect(Set(record.fetched) == web.expectedPaths())
        let log = try String(contentsOfFile: skitter.path("access.log"), encoding: .utf8).split(separator: "\n")
        #expect(
            log.map { String($0.split(separator: "\t")[3]) }.sorted()
                == (record.targets() + ["/robots.txt"]).sorted())
    }

    @Test func aFolderIsServedAndNothingElse() async throws {
        let skitter = try SkitterProcess()
        _ = try skitter.file("site/index.html", "<a href='sub/'>sub</a> <a href='../secret.txt'>up</a>")
        _ = try skitter.file("site/sub/index.html", "<a href=\"it's%20here.txt\">file</a>")
        _ = try skitter.file("site/sub/it's here.txt", "here")
        let secret = try skitter.file("secret.txt", "the secret")
        try FileManager.default.createSymbolicLink(
            atPath: skitter.path("site/link.txt"), withDestinationPath: secret)
        let outcome = try await skitter.run(["serve", skitter.path("site"), "--port", "0"]) { server in
            let origin = try await server.firstLine()
            let crawl = try await skitter.run(["crawl", origin, "-d", "inf", "-o", "out"])
            #expect(crawl.code == 0, "\(crawl.errors)")
            for target in [
                "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/sub/../../secret.txt", "/link.txt",
                "/.%2e/secret.txt", "/..\\secret.txt", "/sub/%2e%2e%2f%2e%2e%2fsecret.txt", skitter.path("secret.txt"),
                "//etc/passwd", "/../../../../../../../../etc/passwd",
            ] {
                let answer = try await RawRequest.answer(to: target, of: origin)
                #expect(answer.hasPrefix("HTTP/1.1 404 "), "\(target): \(answer)")
                #expect(!answer.contains("the secret") && !answer.contains("root:"), "\(target)")
            }
            #expect(try await RawRequest.answer(to: "/sub/", of: origin).hasPrefix("HTTP/1.1 200 "))
            server.signal(SIGTERM)
        }
        #expect(outcome.code == 0)
        let record = try CrawlRecord(skitter.path("out"))
        #expect(Set(record.fetched) == ["/", "/sub/", "/sub/it's%20here.txt"])
        #expect(record.failed == ["/secret.txt"])
    }

    @Test func onlyLoopbackIsServed() async throws {
        let outcome = try await SkitterProcess().run(["serve", "--host", "0.0.0.0", "--port", "0"])
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("0.0.0.0"))
    }

    @Test func aPortInUseIsSaid() async throws {
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 10))) { server in
            let outcome = try await SkitterProcess().run(["serve", "--port", "\(server.port)"])
            #expect(outcome.code == 3)
            #expect(outcome.errors.contains("\(server.port)"))
            #expect(outcome.output.isEmpty)
        }
    }
}
