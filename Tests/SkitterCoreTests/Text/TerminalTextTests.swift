import SkitterCore
import Testing

struct TerminalTextTests {
    @Test func nothingThatSteersATerminalPasses() {
        #expect(
            TerminalText.escaped("a\u{1B}[2Jb\u{7}\n\u{9B}\u{202E}x\u{200B}")
                == "a\\u{1b}[2Jb\\u{7}\\u{a}\\u{9b}\\u{202e}x\\u{200b}")
        #expect(TerminalText.escaped("日本 é") == "日本 é")
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abc…fg"), ("abc", 1, "…"), ("abc", 0, ""), ("日本語日本語", 7, "日本…語"),
    ])
    func longTextLosesItsMiddle(text: String, columns: Int, short: String) {
        #expect(TerminalText.shortened(text, to: columns) == short)
        #expect(TerminalText.width(TerminalText.shortened(text, to: columns)) <= columns)
    }
}
