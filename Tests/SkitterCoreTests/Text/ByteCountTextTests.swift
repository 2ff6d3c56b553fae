import SkitterCore
import Testing

struct ByteCountTextTests {
    @Test(arguments: [
        (0, "0B"), (1_023, "1023B"), (1_024, "1.0K"), (1_536, "1.5K"), (10_240, "10K"), (96 << 20, "96M"),
        (1_048_575, "1.0M"),
        (1 << 30, "1.0G"), (1 << 40, "1.0T"), (Int.max, "8192P"),
    ])
    func bytesAreShort(bytes: Int, text: String) {
        #expect(ByteCountText.short(bytes) == text)
    }

    @Test func ratesNameTheirUnit() {
        #expect(ByteCountText.rate(3.1 * 1_048_576) == "3.1 MB/s")
        #expect(ByteCountText.rate(0) == "0 B/s")
        #expect(ByteCountText.rate(.nan) == "- B/s")
    }

    @Test(arguments: [
        ("64K", 65_536), ("10M", 10_485_760), ("1G", 1_073_741_824), ("4096", 4_096), ("0", 0), ("1.5k", 1_536),
        ("2MiB", 2_097_152), ("3kb", 3_072),
        (".5K", 512), ("1B", 1),
    ])
    func sizesAreRead(text: String, bytes: Int) {
        #expect(ByteCountText.parse(text) == bytes)
    }

    @Test(arguments: [
        "", "K", "-1K", "+1", "1KK", "1X", "1 K", "1.5", "1..5K", "9999999999999999999", "9999999999999G",
        "99999999.5T", "0x10", "1e3", "١K", "1.K",
    ])
    func otherSizesAreRefused(text: String) {
        #expect(ByteCountText.parse(text) == nil)
    }
}
