import SkitterCore
import Testing

struct DurationTextTests {
    @Test(arguments: [
        ("500ms", 0.5), ("30s", 30), ("5m", 300), ("2h", 7_200), ("1d", 86_400), ("1.5s", 1.5), ("1h30m", 5_400),
        ("0", 0), ("0s", 0), ("1m500ms", 60.5),
    ])
    func durationsAreRead(text: String, seconds: Double) {
        #expect(DurationText.parse(text) == .milliseconds(Int64(seconds * 1_000)))
    }

    @Test(arguments: [
        "", "30", "s", "-1s", "1x", "1s1s", "1s1m", "1 s", "1.s", "1e3s", "99999999999d", "5M", "s5", "1h30",
    ])
    func otherDurationsAreRefused(text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test(arguments: [(0, "00:00:00"), (130, "00:02:10"), (360_000, "100:00:00"), (-5, "00:00:00")])
    func theClockShowsHours(seconds: Int64, text: String) {
        #expect(DurationText.clock(.seconds(seconds)) == text)
    }

    @Test(arguments: [
        (0, "0us"), (740, "740us"), (1_500, "1.5ms"), (87_400, "87ms"), (999_600, "1.0s"), (1_240_000, "1.2s"),
        (59_960_000, "1m00s"),
        (130_000_000, "2m10s"), (11_100_000_000, "3h05m"), (187_200_000_000, "2d04h"), (-1, "0us"),
        (Int64.max, "106751991d04h"),
    ])
    func twoFiguresMatter(microseconds: Int64, text: String) {
        #expect(DurationText.compact(microseconds: microseconds) == text)
    }

    @Test(arguments: [(40, "40s"), (899, "14m"), (12_000, "3h20m"), (0, "0s")])
    func anEstimateIsCoarse(seconds: Int64, text: String) {
        #expect(DurationText.coarse(.seconds(seconds)) == text)
    }
}
