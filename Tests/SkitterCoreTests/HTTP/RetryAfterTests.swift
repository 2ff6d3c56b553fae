import SkitterCore
import SkitterTesting
import Testing

struct RetryAfterTests {
    /// 2025-01-01 00:00:00 UTC.
    private let now = HTTPDate(secondsSince1970: 1_735_689_600)

    @Test(arguments: [
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        "06 nov 1994 08:49:37 UTC",
    ])
    func theThreeFormatsNameOneInstant(text: String) {
        #expect(HTTPDate(parsing: text, at: self.now)?.secondsSince1970 == 784_111_777)
    }

    @Test(arguments: [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Thu, 29 Feb 2024 23:59:60 GMT", 1_709_251_200),
        ("Fri, 31-Dec-75 00:00:00 GMT", 3_344_976_000), ("Fri, 31-Dec-76 00:00:00 GMT", 220_838_400),
    ])
    func datesAreCounted(text: String, seconds: Int64) {
        #expect(HTTPDate(parsing: text, at: self.now)?.secondsSince1970 == seconds)
    }

    @Test(arguments: [
        "", "x", "Sun, 31 Feb 2024 00:00:00 GMT", "Thu, 29 Feb 2023 00:00:00 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 08:49:37 PST", "Sun, 06 Nov 99999 08:49:37 GMT", "Nov", "Sun",
        "0 0 0 0",
    ])
    func whatIsNoDateIsNone(text: String) {
        #expect(HTTPDate(parsing: text, at: self.now) == nil)
    }

    @Test func secondsAndDatesGiveADelay() {
        #expect(RetryAfter(parsing: " 120 ", at: self.now)?.delay(at: self.now) == .seconds(120))
        #expect(RetryAfter(parsing: "Wed, 01 Jan 2025 00:01:00 GMT", at: self.now)?.delay(at: self.now) == .seconds(60))
        #expect(RetryAfter(parsing: "Sun, 06 Nov 1994 08:49:37 GMT", at: self.now)?.delay(at: self.now) == .zero)
        #expect(RetryAfter(parsing: "99999999999999999999", at: self.now) == .delay(.seconds(1_000_000_000)))
    }

    @Test(arguments: ["", "-1", "1.5", "soon", "1 2"])
    func whatIsNeitherIsNone(value: String) {
        #expect(RetryAfter(parsing: value, at: self.now) == nil)
    }

    @Test func extremeInstantsDoNotTrap() {
        let end = HTTPDate(secondsSince1970: .max)
        let start = HTTPDate(secondsSince1970: .min)
        #expect(RetryAfter.date(start).delay(at: end) == .zero)
        #expect(RetryAfter.date(end).delay(at: start) > .zero)
        #expect(RetryAfter(parsing: "Sunday, 06-Nov-94 08:49:37 GMT", at: end) != RetryAfter(parsing: "1", at: start))
    }

    @Test func mutatedValuesNeverTrap() {
        var random = SplitMix64(seed: 5)
        for _ in 0..<5_000 {
            let text = String(decoding: random.mutated(Array("Sunday, 06-Nov-94 08:49:37 GMT".utf8)), as: UTF8.self)
            if let retry = RetryAfter(parsing: text, at: self.now) {
                #expect(retry.delay(at: self.now) >= .zero)
            }
        }
    }
}
