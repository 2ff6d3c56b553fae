internal import SkitterBench

/// Shows one text after another on stdout: in the place of the one before on a terminal, behind it elsewhere.
struct FollowDisplay {
    private let isInPlace = Terminal.outputIsTerminal

    /// Shows `text`, as much of it as the terminal has lines for.
    func show(_ text: String) {
        guard self.isInPlace else { return Terminal.write(text) }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let room = max(2, Terminal.rows - 1)
        var shown = Array(lines.prefix(room))
        if lines.count > room { shown[room - 1] = "… \(lines.count - room + 1) lines more than the terminal has" }
        // Home, each line over the one that was there, then nothing below: no flicker.
        Terminal.write("\u{1B}[H" + shown.map { $0 + "\u{1B}[K" }.joined(separator: "\n") + "\u{1B}[J")
    }

    /// What comes next stands alone.
    func end() {
        if self.isInPlace { Terminal.write("\u{1B}[H\u{1B}[J") }
    }
}
