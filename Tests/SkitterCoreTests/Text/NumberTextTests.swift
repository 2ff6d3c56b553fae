import SkitterCore
import Testing

struct NumberTextTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1_204, "1 204"), (-1_234_567, "-1 234 567"), (Int.min, "-9 223 372 036 854 775 808"),
    ])
    func thousandsAreParted(value: Int, text: String) {
        #expect(NumberText.grouped(value) == text)
    }

    @Test(arguments: [
        (9.26, 1, "9.3"), (0, 2, "0.00"), (-0.04, 1, "0.0"), (1e30, 1, "9e18"), (Double.nan, 1, "-"),
        (12.0049, 3, "12.005"),
    ])
    func decimalsAreFixed(value: Double, decimals: Int, text: String) {
        #expect(NumberText.fixed(value, decimals: decimals) == text)
    }

    @Test(arguments: [(9.26, "9.3"), (99.94, "99.9"), (99.96, "100"), (12_345.6, "12 346"), (0, "0.0")])
    func ratesAreShort(value: Double, text: String) {
        #expect(NumberText.rate(value) == text)
    }

    @Test(arguments: [
        (0, 10, "0%"), (1, 10_000, "<0.1%"), (1, 100, "1.0%"), (1, 3, "33%"), (3, 3, "100%"), (1, 0, "0%"),
    ])
    func sharesTellNothingFromLittle(part: Int, whole: Int, text: String) {
        #expect(NumberText.share(part, of: whole) == text)
    }
}
