import SkitterCore
import Testing

struct UTCTimeTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000000Z"), (-1, "1969-12-31T23:59:59.999999Z"),
        (951_782_400_000_001, "2000-02-29T00:00:00.000001Z"),
        (1_709_164_800_000_000, "2024-02-29T00:00:00.000000Z"), (-2_203_891_200_000_000, "1900-03-01T00:00:00.000000Z"),
        (Int64.max, "9999-12-31T23:59:59.999999Z"), (Int64.min, "0000-01-01T00:00:00.000000Z"),
    ])
    func instantsAreSpelled(microseconds: Int64, text: String) {
        #expect(UTCTime.text(microseconds) == text)
    }

    @Test func whatIsSpelledIsReadBack() {
        var dice = StatsDice(seed: 13)
        for _ in 0..<5_000 {
            let instant = Int64.random(in: -62_000_000_000_000_000...253_000_000_000_000_000, using: &dice)
            #expect(UTCTime.microseconds(UTCTime.text(instant)) == instant)
        }
    }

    @Test(arguments: [
        "", "1970-01-01", "1970-13-01T00:00:00.000000Z", "1970-02-29T00:00:00.000000Z", "1970-01-01T24:00:00.000000Z",
        "1970-01-01 00:00:00.000000Z", "1970-01-01T00:00:00.000000+", "19a0-01-01T00:00:00.000000Z",
        "1970-01-00T00:00:00.000000Z",
    ])
    func otherTextsAreNoInstant(text: String) {
        #expect(UTCTime.microseconds(text) == nil)
    }

    @Test func namesOfFilesAreCompact() {
        #expect(UTCTime.compactText(951_827_696_000_000) == "20000229-123456")
    }
}
