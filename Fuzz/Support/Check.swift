/// Ends the program, which libFuzzer counts as a finding, unless the two answers are equal.
public func check<Answer: Equatable>(
    _ answer: Answer, equals other: Answer, _ property: StaticString, file: StaticString = #file, line: UInt = #line
) {
    if answer != other { fatalError("\(property)\n  \(answer)\n  \(other)", file: file, line: line) }
}

/// Ends the program, which libFuzzer counts as a finding, unless the property holds.
public func check(
    _ holds: Bool, _ property: StaticString, file: StaticString = #file, line: UInt = #line
) {
    if !holds { fatalError("\(property)", file: file, line: line) }
}
