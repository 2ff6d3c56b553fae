/// What a benchmark must not do if it is to pass, and the earlier run that it is held against.
package struct BenchGate: Sendable {
    package let thresholds: [Threshold]
    package let baseline: BenchBaseline?

    package init(thresholds: [Threshold] = [], baseline: BenchBaseline? = nil) {
        self.thresholds = thresholds
        self.baseline = baseline
    }

    /// Throws a sentence about the first condition that speaks of what `plan` or the baseline has not.
    package func validate(_ plan: BenchPlan) throws(BenchError) {
        for threshold in self.thresholds { try threshold.validate(plan, baseline: self.baseline) }
    }

    /// A sentence about each condition that holds for `result`.
    package func judge(_ result: BenchResult) throws(BenchError) -> [String] {
        var broken: [String] = []
        for threshold in self.thresholds {
            if let sentence = try threshold.judge(result, baseline: self.baseline) { broken.append(sentence) }
        }
        return broken
    }
}
