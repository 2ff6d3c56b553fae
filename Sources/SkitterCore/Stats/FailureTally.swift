/// Failures by class with examples. Classes come from records, which anyone may have written: beyond ``limit`` classes
/// the rest is counted as `other`.
struct FailureTally: Sendable {
    static let limit = 64

    private(set) var groups: [FailureClass: ExampleGroup] = [:]

    mutating func count(_ failure: FailureClass, url: String, message: String?) {
        let isFull = self.groups.count >= FailureTally.limit && self.groups[failure] == nil
        self.groups[isFull ? FailureClass(.other) : failure, default: ExampleGroup()].count(url: url, message: message)
    }
}
