import SkitterSettings
import Testing

struct EnvironmentSettingsTests {
    @Test func variablesAreOptionsInCapitals() {
        let read = EnvironmentSettings(
            [
                "SKITTER_MAX_PAGES": "5", "SKITTER_SEEDS": "a b\nc", "SKITTER_COOKIES": "0", "SKITTER_ROBOTS": "true",
                "SKITTER_DELAY": "", "skitter_delay": "1s", "PATH": "/bin",
            ], table: .example)
        #expect(read.problems == [])
        #expect(read.settings.flatMap(\.words) == ["a", "b", "c", "--max-pages=5", "--robots=on", "--no-cookies"])
        #expect(read.settings.last?.values.first?.origin.description == "SKITTER_COOKIES")
    }

    @Test func aFlagIsTrueOrFalse() {
        let read = EnvironmentSettings(["SKITTER_QUIET": "very"], table: .example)
        #expect(read.problems.map(\.description) == ["SKITTER_QUIET: 'very' is neither true nor false"])
        #expect(read.settings == [])
    }

    @Test func aMistypedVariableIsRemarkedAndOthersAreNot() {
        let read = EnvironmentSettings(
            ["SKITTER_MAX_PAGE": "1", "SKITTER_WORKER": "w", "SKITTER_CI": "1", "SKITTER_RESUME": "1", "SKITTER_": ""],
            table: .example)
        #expect(read.remarks.map(\.description) == ["SKITTER_MAX_PAGE: sets nothing: is it SKITTER_MAX_PAGES?"])
    }
}
