import SkitterSettings
import Testing

struct SettingLayersTests {
    private static func layers(_ file: String, _ variables: [String: String] = [:]) -> SettingLayers {
        SettingLayers(
            file: SettingsFile(file, path: "f", table: .example).settings,
            environment: EnvironmentSettings(variables, table: .example).settings,
            rivals: [["seeds", "input-file"]])
    }

    private static func words(_ layers: SettingLayers, beside words: [String]) -> [String] {
        layers.inForce(beside: OptionTable.example.keys(in: words)).flatMap(\.words)
    }

    @Test func theEnvironmentWinsOverTheFile() {
        let layers = Self.layers("max-pages: 1\ndelay: 1s", ["SKITTER_MAX_PAGES": "2"])
        #expect(Self.words(layers, beside: []) == ["--delay=1s", "--max-pages=2"])
    }

    @Test func aRepeatedOptionIsSetByOneLayerAlone() {
        let layers = Self.layers("include: [a, b]", ["SKITTER_INCLUDE": "c\nd e"])
        #expect(Self.words(layers, beside: []) == ["--include=c", "--include=d e"])
        #expect(Self.words(layers, beside: ["--include", "x"]) == [])
    }

    @Test(arguments: [
        ["http://x/"], ["-i", "list"], ["--input-file=list"], ["--", "http://x/"], ["-q", "http://x/"],
        ["-w", "1s", "http://x/"], ["-"],
    ])
    func seedsOfTheCommandLineTakeThePlaceOfAllOthers(words: [String]) {
        #expect(Self.words(Self.layers("seeds: [a]\ninput-file: b"), beside: words) == [])
    }

    @Test(arguments: [["-w", "http-like"], ["--delay", "x"], ["--include=http://x/"], ["-qw", "x"], []])
    func theValueOfAnOptionIsNoSeed(words: [String]) {
        #expect(Self.words(Self.layers("seeds: [a]"), beside: words) == ["a"])
    }

    @Test(arguments: [["--no-cookies"], ["--cookies"]])
    func aNegationIsTheSameOption(words: [String]) {
        #expect(Self.words(Self.layers("cookies: true"), beside: words) == [])
    }

    @Test func flagsInOneWordAreEachHeard() {
        #expect(
            OptionTable.example.keys(in: ["-qk", "--max-pages=3", "-H", "-k: v"]) == [
                "quiet", "insecure", "max-pages", "header",
            ])
    }

    @Test func aFlagMayBeUnsetByTheEnvironment() {
        #expect(Self.words(Self.layers("insecure: true", ["SKITTER_INSECURE": "false"]), beside: []) == [])
    }
}
