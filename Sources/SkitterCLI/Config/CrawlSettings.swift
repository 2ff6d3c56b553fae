internal import FoundationEssentials
internal import Skitter
internal import SkitterSettings

/// What a settings file and the environment say of a crawl.
struct CrawlSettings {
    /// The file that is read where none is named.
    static let defaultFile = "skitter.yaml"
    /// Names another one, as --config does.
    static let fileVariable = "SKITTER_CONFIG"
    /// Read by --crawl itself: without that it has no meaning, and is in force all the same.
    static let frontierKey = "frontier"

    /// All that can be set.
    let table: OptionTable
    /// Who is heard.
    let layers: SettingLayers
    /// The file that was read; nil where there is none.
    let file: String?
    /// What is wrong with the file and the variables.
    let problems: [SettingProblem]
    /// Variables that set nothing, and look as if they should.
    let remarks: [SettingProblem]

    /// Reads the file that `choice` names: `auto` (``defaultFile``, where there is one), `off`, or a path.
    init(_ choice: String?, environment: [String: String] = ProcessInfo.processInfo.environment)
        throws(CommandFailure)
    {
        do { self.table = try CrawlSettings.makeTable() } catch {
            throw CommandFailure(.unexpected, "the options of crawl cannot be told: \(error)")
        }
        let variables = EnvironmentSettings(environment, table: self.table)
        var settings: [Setting] = []
        var problems: [SettingProblem] = []
        self.file = CrawlSettings.path(choice, environment)
        if let file = self.file {
            guard let text = String(validating: try InputFile.read(file), as: UTF8.self) else {
                throw CommandFailure(.usage, "\(file) is not UTF-8")
            }
            let read = SettingsFile(text, path: file, table: self.table)
            (settings, problems) = (read.settings, read.problems)
        }
        self.layers = SettingLayers(
            file: settings, environment: variables.settings,
            rivals: [["seeds", "input-file"], ["quiet", "verbose"]])
        self.problems = problems + variables.problems
        self.remarks = variables.remarks
    }

    /// What is in force beside the words of a command line.
    func inForce(beside words: [String] = []) -> [Setting] {
        self.layers.inForce(beside: self.table.keys(in: words))
    }

    private static func makeTable() throws -> OptionTable {
        try OptionTable(of: CrawlCommand.self, except: ["config", "resume", "help", "version"])
    }

    private static func path(_ choice: String?, _ environment: [String: String]) -> String? {
        let named = environment[CrawlSettings.fileVariable].flatMap { $0.isEmpty ? nil : $0 }
        switch choice ?? named ?? "auto" {
        case "off": return nil
        case "auto": return FileManager.default.fileExists(atPath: defaultFile) ? defaultFile : nil
        case let path: return path
        }
    }
}
