import Foundation
import Testing

/// What is installed beside the command: completions and manual pages, which are made from its options.
@Suite(.twoAtATime, .patience) struct InstalledPagesEndToEndTests {
    private static func options(_ skitter: SkitterProcess) async throws -> Set<String> {
        let help = try await skitter.run(["crawl", "--help"]).output
        let options = Set(help.matches(of: /(?m)^ +(?:-\w, )?--([a-z-]+)/).map { String($0.output.1) })
        try #require(options.count > 50)
        return options
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func everyOptionOfCrawlIsCompleted(shell: String) async throws {
        let skitter = try SkitterProcess()
        let script = try await skitter.run(["--generate-completion-script", shell])
        #expect(script.code == 0 && script.errors.isEmpty)
        for option in try await Self.options(skitter) {
            #expect(script.output.contains((shell == "fish" ? "-l '" : "--") + option), "\(option)")
        }
    }

    private static let python = "/usr/bin/python3"

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: python), "manual pages are written by Python"))
    func everyOptionOfCrawlIsInTheManual() async throws {
        let skitter = try SkitterProcess()
        let written = try await skitter.runScript(
            "dev/manual.py", [SkitterProcess.program(), "man"], with: Self.python,
            variables: ["SOURCE_DATE_EPOCH": "86400"])
        #expect(written.code == 0, "\(written.errors)")
        let page = try String(contentsOfFile: skitter.path("man/man1/skitter-crawl.1"), encoding: .ascii)
        let keys = try String(contentsOfFile: skitter.path("man/man5/skitter.yaml.5"), encoding: .ascii)
        #expect(page.hasPrefix(".TH \"SKITTER\\-CRAWL\" 1 \"1970-01-02\""))
        for option in try await Self.options(skitter) {
            let name = option.replacing("-", with: "\\-")
            #expect(page.contains("\\fB\\-\\-\(name)\\fR"), "\(option)")
            let isKey = !["help", "version", "resume", "config", "no-cookies"].contains(option)
            #expect(keys.contains("\\fB\(name)\\fR") == isKey, "\(option)")
        }
        let commands = try await skitter.run(["--help"]).output.split(separator: "SUBCOMMANDS:").last ?? ""
        let names = commands.matches(of: #/(?m)^  ([a-z]+) /#).map { String($0.output.1) }
        #expect(names.count > 10)
        for name in names where name != "help" {
            #expect(FileManager.default.fileExists(atPath: skitter.path("man/man1/skitter-\(name).1")), "\(name)")
        }
    }
}
