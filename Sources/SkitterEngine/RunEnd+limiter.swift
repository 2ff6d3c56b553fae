internal import SkitterCore

extension RunEnd {
    /// Why places stay free while the last visits of the run come back; nil where nobody would call that a limit.
    var limiter: Limiter? {
        switch self {
        case .finished: .frontierEmpty
        case .pageBudget, .timeBudget: .budget
        case .onlyWaitingHosts: .politeness
        case .signal, .consumerLeft, .frontierFailed: nil
        }
    }
}
