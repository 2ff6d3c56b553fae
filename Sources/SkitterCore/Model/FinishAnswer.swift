/// What a finished visit came to.
public enum FinishAnswer: Sendable {
    /// The URL is settled by this record, completed by what the frontier knows.
    indirect case visited(VisitRecord, depthChanges: [DepthChange])
    /// The URL is settled by this skip.
    case skipped(SkippedRecord)
    /// The URL will be tried again; this is what went wrong.
    case retrying(FailureClass?)
    /// Nothing is settled: robots.txt, a lease given back, or one that had ended.
    case nothing
}
