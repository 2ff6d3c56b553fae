internal import SkitterCore

/// An axis from 0 to a round number, with ticks at round numbers.
struct SVGScale: Hashable, Sendable {
    /// The number at the far end, a multiple of ``step``.
    let end: Double
    /// From one tick to the next: 1, 2 or 5 times a power of ten.
    let step: Double
    private let decimals: Int

    /// An axis that reaches `greatest` and has four to ten ticks beside 0; one to 1 where there is nothing to show.
    init(to greatest: Double) {
        guard greatest.isFinite, greatest > 1e-6, greatest < 1e15 else {
            self.end = 1
            self.step = 0.25
            self.decimals = 2
            return
        }
        var power = 1e-7
        var digits = 7
        while power * 10 <= greatest / 4 {
            power *= 10
            digits -= 1
        }
        var step = power
        for factor in [5.0, 2.0] where power * factor <= greatest / 4 {
            step = power * factor
            break
        }
        self.step = step
        self.end = (greatest / step - 1e-9).rounded(.up) * step
        self.decimals = min(6, max(0, digits))
    }

    /// The numbers at which ticks stand, 0 among them.
    var ticks: [Double] {
        (0...Int((self.end / self.step).rounded())).map { Double($0) * self.step }
    }

    /// `value` as part of the whole axis.
    func part(_ value: Double) -> Double { min(1, max(0, value / self.end)) }

    /// A tick's number.
    func text(_ tick: Double) -> String {
        tick == 0
            ? "0"
            : self.decimals == 0
                ? NumberText.grouped(Int(tick.rounded())) : NumberText.fixed(tick, decimals: self.decimals)
    }
}
