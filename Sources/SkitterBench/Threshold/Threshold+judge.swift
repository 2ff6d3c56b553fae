import SkitterCore

extension Threshold {
    /// Throws a sentence where `plan` or `baseline` has not what the condition speaks of, so that nobody measures in vain.
    func validate(_ plan: BenchPlan, baseline: BenchBaseline?) throws(BenchError) {
        let left = try self.left.name.resolve(among: plan.cases)
        switch self.unit {
        case .one: break
        case .figure(let figure): _ = try figure.name.resolve(among: plan.cases)
        case .baseline:
            guard let baseline else {
                throw BenchError("--fail-if '\(self.text)' speaks of a baseline; name one with --baseline FILE.")
            }
            guard baseline.value(self.left.metric, of: left) != nil else {
                throw BenchError("--fail-if '\(self.text)': the baseline has no such figure.")
            }
        }
    }

    /// The sentence about the condition where it holds for `result`; nil where it does not. A figure that is missing because
    /// nothing came to its end holds every condition: no failure may hide behind it.
    func judge(_ result: BenchResult, baseline: BenchBaseline?) throws(BenchError) -> String? {
        let subject = try self.left.name.resolve(among: result.plan.cases)
        guard let value = result.row(of: subject)?.value(self.left.metric) else {
            return "'\(self.text)': there is no figure for the left side"
        }
        let unit: Double?
        switch self.unit {
        case .one: unit = 1
        case .baseline: unit = baseline?.value(self.left.metric, of: subject)
        case .figure(let figure):
            unit = result.row(of: try figure.name.resolve(among: result.plan.cases))?.value(figure.metric)
        }
        guard let unit else { return "'\(self.text)': there is no figure for the right side" }
        let limit = self.factor * unit
        guard self.comparison.holds(value, limit) else { return nil }
        let (shown, bound) = (
            NumberText.fixed(value, decimals: self.left.metric.decimals), NumberText.fixed(limit, decimals: 3)
        )
        return "'\(self.text)' holds: \(shown) \(self.comparison.rawValue) \(bound)"
    }
}
