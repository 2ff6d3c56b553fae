internal import SkitterBench
internal import SkitterCore
internal import SkitterReport
internal import SkitterLock

/// Shows the figures of a running crawl on stderr: one line redrawn in place on a terminal, lines now and then elsewhere.
final class ProgressDisplay: Sendable {
    enum Manner: Sendable {
        case silent
        case inPlace
        case lines(every: Duration)
    }

    private let manner: Manner
    /// Whether even a stall is not worth a word.
    private let saysNothing: Bool
    /// When the last line was written.
    private let lastShown = Locked(Duration.zero)

    init(_ manner: Manner, saysNothing: Bool = false) {
        self.manner = manner
        self.saysNothing = saysNothing
    }

    /// Shows `figures`, if it is time; a stall at once.
    func show(_ figures: ProgressFigures) {
        self.tell(figures.gauges.stall)
        switch self.manner {
        case .silent: break
        case .inPlace:
            let text = TerminalText.shortened(ProgressLine.text(figures), to: (Terminal.errorColumns ?? 80) - 1)
            StandardOutput.writeError("\r\u{1B}[K" + text)
        case .lines(let interval):
            let isDue = self.lastShown.withLock { last in
                guard figures.elapsed - last >= interval - .milliseconds(50) else { return false }
                last = figures.elapsed
                return true
            }
            if isDue { Terminal.say(ProgressLine.text(figures)) }
        }
    }

    private func tell(_ stall: Stall?) {
        guard let stall, !self.saysNothing else { return }
        self.end()
        Terminal.say("skitter: \(stall)")
    }

    /// The crawl is over: the next words begin on a line of their own.
    func end() {
        if case .inPlace = self.manner { StandardOutput.writeError("\r\u{1B}[K") }
    }
}
