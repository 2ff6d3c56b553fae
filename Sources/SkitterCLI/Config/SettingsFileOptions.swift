internal import ArgumentParser

/// Which settings file is read.
struct SettingsFileOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Read options from this file: auto (skitter.yaml, where there is one), off, or another (default: $SKITTER_CONFIG, or auto).",
            valueName: "auto|off|FILE"), completion: .file(extensions: ["yaml", "yml"]))
    var config: String?
}
