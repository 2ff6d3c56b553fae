internal import ArgumentParser

/// `skitter config`: the settings that `skitter crawl` reads.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show and check what a settings file and the environment say of a crawl.",
        discussion: """
            Every option of skitter crawl may stand in skitter.yaml under its long name (max-pages: 100) and in a variable \
            (SKITTER_MAX_PAGES=100). The command line wins over the environment, and that over the file \
            (docs/configuration.md).
            """,
        subcommands: [ConfigShowCommand.self, ConfigCheckCommand.self])
}
